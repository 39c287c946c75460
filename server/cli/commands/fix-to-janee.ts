import {
  addJanee,
  isJanee,
  type JaneeMove,
  janeeMoves,
  stopServer,
  takeOutOf,
} from '../../../rules/fixes/janee.ts';
import type { Analysis } from '../../../rules/index.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import { applyEdits, type TextEdit } from '../../../rules/text/span.ts';
import { foldersToDistrust, runProgram } from '../../machine/run-program.ts';
import { boundaryOf } from '../boundary.ts';
import { inspect } from '../inspect.ts';
import { ExitCode, type Io } from '../io.ts';
import { type CommonOptions, inspectOptions } from '../options.ts';
import { type Change, writeFixed } from './write-fixed.ts';

interface Options extends CommonOptions {
  readonly dryRun?: boolean;
  readonly saveSecrets: string;
  readonly yes?: boolean;
}

type Judge = (text: string) => Analysis;

/**
 * Moves credentials to Janee, which then calls the API for the agent. Janee has a key before a config loses it; where
 * it does not take one, that server is left as it is.
 */
export async function fixToJanee(
  io: Io,
  paths: readonly string[],
  options: Options,
): Promise<void> {
  const files = await inspect(io, await inspectOptions(io, paths, options), (judged) =>
    janeeMoves(judged.analysis.credentials).length > 0 ? judged : undefined,
  );
  if (files.collected.length === 0) {
    io.out('No credential here is one that Janee can keep.\n');
    return;
  }
  let complete = true;
  for (const { path, shown, text, file, analysis } of files.collected) {
    const moves = janeeMoves(analysis.credentials);
    io.out(`${safe.text(shown)}\n${moves.map((it) => `  ${described(it)}\n`).join('')}`);
    for (const { args } of moves) io.out(`  $ janee ${args.join(' ')}\n`);
    if (options.dryRun) continue;
    if (!options.yes && (await io.ask('Move?')) !== true) {
      io.out('Nothing was changed. "--yes" does not ask.\n');
      complete = false;
      continue;
    }
    const kept: JaneeMove[] = [];
    for (const move of moves) if (await isKept(io, move, path)) kept.push(move);
    complete &&= kept.length === moves.length;
    const after = kept.reduce((it, move) => withJanee((now) => file.judge(now), it, move), text);
    if (after === text) continue;
    const boundary = await boundaryOf(path, file.known.facts.folder);
    const applied = kept.map(described);
    const fixed = { text: after, edits: [], applied, moved: [], others: [], problems: [] };
    const change: Change = { path, shown, boundary, before: text, fixed, taken: [] };
    if (!(await writeFixed(io, [change], options.saveSecrets))) complete = false;
    else
      for (const { service } of kept)
        io.out(`${safe.name(service)}: start the application again, then revoke the old key.\n`);
  }
  if (!complete) io.exitWith(ExitCode.usage);
}

function described({ server, service }: JaneeMove): SafeText {
  return sentence`Move the key of "${safe.name(server.name)}" to Janee, and stop that server: the agent then calls ${safe.name(service)} through Janee's tool, and has its other tools no more.`;
}

/** Whether Janee has it now. It is given the key in its environment, which no list of processes shows to others. */
async function isKept(io: Io, { args, variable, value, server }: JaneeMove, path: string) {
  const distrusted = await foldersToDistrust([path.replace(/[\\/][^\\/]*$/, '')]);
  const outcome = await runProgram({
    name: 'janee',
    args,
    distrusted,
    env: { [variable]: value() },
    timeoutMs: 30_000,
    maxBytes: 1024 * 1024,
  });
  if (outcome.kind === 'ended' && outcome.code === 0) return true;
  const why =
    outcome.kind === 'missing'
      ? 'janee is not on this machine. Install it ("npm install --global @true-and-useful/janee"), run "janee init", and try again'
      : 'janee did not take the key: run "janee init" first, or see "janee add --help"';
  io.err(`mcp-checklist: "${safe.name(server.name)}" is left as it is: ${why}.\n`);
  return false;
}

/** The text without the key, with Janee, and with the server stopped: each edit in the text that the last one made. */
function withJanee(judge: Judge, text: string, { server: { pointer }, value }: JaneeMove): string {
  const key = value();
  const step = (now: string, edits: (analysis: Analysis) => readonly TextEdit[]): string =>
    applyEdits(now, edits(judge(now)));
  const without = step(text, ({ config, credentials }) => {
    const found = credentials.find(
      ({ place }) => place.server?.pointer === pointer && place.text.value === key,
    );
    const edit = config && found && takeOutOf(config, found);
    return edit ? [edit] : [];
  });
  const stopped = step(without, ({ config }) => {
    const server = config?.servers.find((it) => it.pointer === pointer);
    return (config && server && stopServer(config, server)) ?? [];
  });
  return step(stopped, ({ config }) => {
    if (!config || config.servers.some(isJanee)) return [];
    const steps = pointer.split('/').slice(1, -1);
    const edit = addJanee(
      config,
      steps.map((it) => it.replaceAll('~1', '/').replaceAll('~0', '~')),
    );
    return edit ? [edit] : [];
  });
}
