import { type Command, Option } from 'commander';
import { safe, sentence } from '../../../rules/secrets/safe.ts';
import { planSwitch, whenOf } from '../../workspace/switches.ts';
import { drill } from '../drill.ts';
import type { Inspection } from '../inspection.ts';
import { ExitCode, type Io, UsageError } from '../io.ts';
import { type TrustOptions, trustOf, withTrustOptions } from '../options.ts';
import { disk, type Found, findSwitched, writeSwitched } from '../switched-files.ts';
import { whyNot } from '../write-file.ts';

interface Options extends TrustOptions {
  readonly config?: string;
  readonly user?: boolean;
  readonly all?: boolean;
  readonly sameCredential?: boolean;
  readonly dryRun?: boolean;
  readonly attest?: boolean;
}

type State = 'off' | 'on' | 'drill';

/** A config and the servers in it that are meant. */
export interface Target {
  readonly file: Found;
  readonly names: readonly string[];
}

const WAYS = {
  key: 'by its own key',
  list: 'on the list of what is off',
  file: "in the project's own settings",
  comment: 'as a comment',
  park: 'out of the file, kept beside it',
} as const;

export function addSwitch(program: Command, io: Io): void {
  withTrustOptions(program.command('switch'))
    .description('Switch servers off, and on again as they were; or time how long that takes.')
    .argument(
      '<state>',
      'off, on, or drill: off, a check, and on again, with the time it takes',
      state,
    )
    .argument('[servers...]', 'their names')
    .option('--config <file>', 'the config they stand in; all of this folder when there is none')
    .option('--user', 'the configs of your home folder')
    .option('--all', 'every server')
    .option('--same-credential', 'also every server that uses a credential of theirs')
    .option('--dry-run', 'only say what would be done')
    .addOption(new Option('--attest', 'after a drill, write the time down in .mcp-checklist.json'))
    .action(async (wanted: State, names: readonly string[], options: Options) => {
      if (names.length === 0 && !options.all) throw new UsageError('name a server, or say --all.');
      const paths = options.config === undefined ? (options.user ? [] : ['.']) : [options.config];
      const { files, inspection } = await findSwitched(io, paths, {
        user: options.user ?? false,
        trust: trustOf(options),
      });
      const targets = targetsOf(files, wanted, names, options);
      io.exitWith(await run(io, wanted, targets, inspection, options));
    });
}

function state(text: string): State {
  if (text === 'off' || text === 'on' || text === 'drill') return text;
  throw new UsageError('it is off, on or drill.');
}

function targetsOf(
  files: readonly Found[],
  wanted: State,
  names: readonly string[],
  { all, sameCredential }: Options,
): readonly Target[] {
  const from = (file: Found): readonly string[] => (wanted === 'on' ? file.off : file.on);
  const chosen = new Set(all ? files.flatMap(from) : names);
  for (const name of names) {
    if (files.some((file) => from(file).includes(name))) continue;
    const isThere = files.some(({ on, off }) => [...on, ...off].includes(name));
    throw new UsageError(
      isThere
        ? `the server "${name}" is ${wanted === 'on' ? 'on' : 'off'} already.`
        : `there is no server "${name}" in these configs.`,
    );
  }
  const shared = new Set(
    files.flatMap(({ credentials }) =>
      [...chosen].flatMap((name) => [...(credentials.get(name) ?? [])]),
    ),
  );
  return files.flatMap((file) => {
    const own = from(file).filter(
      (name) =>
        chosen.has(name) ||
        (sameCredential && [...(file.credentials.get(name) ?? [])].some((it) => shared.has(it))),
    );
    return own.length > 0 ? [{ file, names: [...new Set(own)] }] : [];
  });
}

async function run(
  io: Io,
  wanted: State,
  targets: readonly Target[],
  inspection: Inspection,
  options: Options,
): Promise<number> {
  if (wanted === 'drill') return drill(io, targets, inspection, options.attest === true);
  const on = wanted === 'on';
  let complete = true;
  for (const { file, names } of targets) {
    const outcome = await planSwitch(disk, file, names, on);
    for (const name of outcome.left) {
      complete = false;
      io.err(
        sentence`mcp-checklist: ${safe.name(name)} in ${safe.text(file.shown)} cannot be switched from here: ${safe.text(file.host.stop.how)}.\n`,
      );
    }
    if (outcome.done.length === 0) continue;
    try {
      if (!options.dryRun) await writeSwitched(file, outcome, on);
    } catch (error) {
      complete = false;
      io.err(`mcp-checklist: ${safe.text(file.shown)}: ${safe.text(whyNot(error))}\n`);
      continue;
    }
    for (const { name, way } of outcome.done) {
      const verb = options.dryRun ? 'would be switched' : 'switched';
      const how = on ? '' : `, ${WAYS[way]}`;
      io.out(
        `${safe.name(name)}: ${verb} ${wanted}${how} (${safe.text(file.shown)}). ${whenOf(file, way)}\n`,
      );
    }
  }
  if (!on) for (const line of revokeLines(targets)) io.out(line);
  return complete ? ExitCode.clean : ExitCode.usage;
}

/** A server that is off has its credential all the same: where that is made worthless. */
function revokeLines(targets: readonly Target[]): readonly string[] {
  const lines = targets.flatMap(({ file, names }) =>
    names.flatMap((name) =>
      (file.revoke.get(name) ?? []).map(
        ({ label, url }) => `Revoke the ${safe.text(label)}: ${url}\n`,
      ),
    ),
  );
  return [...new Set(lines)];
}
