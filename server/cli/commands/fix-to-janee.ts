import { dirname } from 'node:path';
import { type JaneeMove, janeeMoves } from '../../../rules/fixes/janee.ts';
import { safe } from '../../../rules/secrets/safe.ts';
import { foldersToDistrust, runProgram } from '../../machine/run-program.ts';
import { consequence, INSTALL, REFUSED, withJanee } from '../../workspace/to-janee.ts';
import { boundaryOf } from '../boundary.ts';
import { inspect } from '../inspect.ts';
import { ExitCode, type Io } from '../io.ts';
import { type CommonOptions, inspectOptions } from '../options.ts';
import { disk } from '../switched-files.ts';
import { type Change, writeFixed } from './write-fixed.ts';

interface Options extends CommonOptions {
  readonly dryRun?: boolean;
  readonly saveSecrets: string;
  readonly yes?: boolean;
}

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
    io.out(`${safe.text(shown)}\n${moves.map((it) => `  ${consequence(it)}\n`).join('')}`);
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
    if (kept.length === 0) continue;
    const judge = (now: string) => file.judge(now);
    const after = await withJanee(disk, { path, text, judge }, kept);
    // A server that goes off is beside the config before it is no longer in it.
    for (const it of after.beside)
      await disk.writeBeside(it.path, it.before, it.after, dirname(path), it.kept);
    const boundary = await boundaryOf(path, file.known.facts.folder);
    const applied = kept.map(consequence);
    const nothing = { edits: [], made: [], moved: [], others: [], problems: [] };
    const fixed = { text: after.text, applied, ...nothing };
    const change: Change = { path, shown, boundary, before: text, fixed, taken: [] };
    if (!(await writeFixed(io, [change], options.saveSecrets))) complete = false;
    else
      for (const { service } of kept)
        io.out(`${safe.name(service)}: start the application again, then revoke the old key.\n`);
  }
  if (!complete) io.exitWith(ExitCode.usage);
}

/** Whether Janee has it now. It is given the key in its environment, which no list of processes shows to others. */
async function isKept(io: Io, { args, variable, value, server }: JaneeMove, path: string) {
  const outcome = await runProgram({
    name: 'janee',
    args,
    distrusted: foldersToDistrust([dirname(path)]),
    env: { [variable]: value() },
    timeoutMs: 30_000,
    maxBytes: 1024 * 1024,
  });
  if (outcome.kind === 'ended' && outcome.code === 0) return true;
  const why = outcome.kind === 'missing' ? INSTALL : REFUSED;
  io.err(`mcp-checklist: "${safe.name(server.name)}" is left as it is: ${why}.\n`);
  return false;
}
