import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { checklists, itemOf } from '../../../rules/checklists/index.ts';
import { type ItemId, readItemId } from '../../../rules/findings/item-id.ts';
import { PROJECT_FILE } from '../../../rules/policy/policy.ts';
import { count } from '../../../rules/secrets/count.ts';
import { safe } from '../../../rules/secrets/safe.ts';
import { applyEdits } from '../../../rules/text/span.ts';
import { dayOf } from '../../machine/day.ts';
import { readText } from '../../machine/read-text.ts';
import { attesting, withdrawing } from '../../workspace/statements.ts';
import { type Inspection, inspect } from '../inspect.ts';
import { ExitCode, type Io } from '../io.ts';
import { settingsOf, type TrustOptions, trustOf, withTrustOptions } from '../options.ts';
import { whoAmI } from '../who.ts';
import { writePolicy } from '../write-file.ts';

interface Options extends TrustOptions {
  readonly server?: string;
  readonly by?: string;
  readonly note?: string;
  readonly until?: string;
  readonly withdraw?: boolean;
}

/** A server and what it is today. */
interface Target {
  /** Of its config, absolute. */
  readonly path: string;
  readonly server: string;
  readonly fingerprint: string;
}

/** Half a year: long enough to be no burden, short enough to be true. */
const DAYS = 182;
const DAY = 24 * 60 * 60 * 1000;

export function addAttest(program: Command, io: Io): void {
  withTrustOptions(program.command('attest'))
    .description(`Write down in ${PROJECT_FILE} that you looked at an item no machine can judge.`)
    .argument('<item>', 'its number in the checklist, or its id, such as production/4', readItem)
    .argument('[paths...]', 'files and folders; the working folder when there is none')
    .option('--server <name>', 'for this server alone; else for every one that waits for review')
    .option('--by <name>', 'who looked; the name that git knows when there is none')
    .option('--note <text>', 'what was seen')
    .option('--until <day>', 'the last day on which it counts; half a year when there is none', day)
    .option('--withdraw', 'take back what was said instead')
    .action(async (item: ItemId, paths: string[], options: Options) => {
      const inspection = await inspect(io, {
        paths,
        settings: settingsOf({}),
        trust: trustOf(options),
      });
      const targets = targetsOf(inspection, item, options);
      if (targets.length === 0) {
        io.err(`mcp-checklist: no server ${options.withdraw ? 'has that' : 'waits for it'}.\n`);
        io.exitWith(ExitCode.usage);
        return;
      }
      io.exitWith(await writeDown(io, inspection, item, targets, options));
    });
}

function readItem(text: string): ItemId {
  const item = readItemId(text);
  if (item && itemOf(item)) return item;
  const { id = '', items = [] } = checklists[0] ?? {};
  throw new InvalidArgumentError(
    `It is a number from 1 to ${items.length}, or an id such as ${id}/4.`,
  );
}

function day(text: string): string {
  const valid = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
  if (!valid) throw new InvalidArgumentError('A day is written as 2026-11-21.');
  return text;
}

function targetsOf(
  { items, evidence }: Inspection,
  item: ItemId,
  { server: wanted, withdraw }: Options,
): readonly Target[] {
  const subjects = items.find((it) => it.item.id === item)?.subjects ?? [];
  return subjects.flatMap(({ about, status, word }) => {
    const meant = withdraw ? word !== undefined : status === 'review';
    if (!meant || about.kind !== 'server') return [];
    const { file: path, name: server } = about;
    if (wanted !== undefined && server !== wanted) return [];
    const known = evidence
      .find((file) => file.path === path)
      ?.servers.find(({ name }) => name === server);
    return known ? [{ path: resolve(path), server, fingerprint: known.fingerprint }] : [];
  });
}

async function writeDown(
  io: Io,
  inspection: Inspection,
  item: ItemId,
  targets: readonly Target[],
  options: Options,
): Promise<number> {
  const now = Date.now();
  const said = {
    by: options.by ?? (await whoAmI()),
    on: dayOf(now),
    until: options.until ?? dayOf(now + DAYS * DAY),
    ...(options.note !== undefined && { note: options.note }),
  };
  for (const { path, server, fingerprint } of targets) {
    const { file, edits: editsOf } = options.withdraw
      ? await withdrawing(inspection, path, { item, server })
      : await attesting(inspection, path, { item, server, fingerprint, ...said });
    const read = await readText(file);
    const text = read.ok ? read.text : '';
    const edits = editsOf(text);
    if (!edits || (!read.ok && read.problem !== 'missing')) {
      io.err(`mcp-checklist: ${safe.text(file)} cannot be extended: put it right first.\n`);
      return ExitCode.usage;
    }
    const before = read.ok ? text : null;
    if (!(await writePolicy(io, file, before, applyEdits(text, edits)))) return ExitCode.usage;
  }
  const servers = count(targets.length, 'server');
  const name = item.replace(/^production\//, '');
  io.out(
    options.withdraw
      ? `Item ${name} is withdrawn for ${servers}.\n`
      : `Item ${name} is attested for ${servers} by ${safe.text(said.by)}, until ${said.until}.\n`,
  );
  return ExitCode.clean;
}
