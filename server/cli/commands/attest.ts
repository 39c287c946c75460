import { join, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { wordsOn } from '../../../rules/checklists/attested.ts';
import type { Item } from '../../../rules/checklists/checklist.ts';
import { checklists, itemOf } from '../../../rules/checklists/index.ts';
import { policyWords } from '../../../rules/checklists/policy-words.ts';
import { publishFingerprint } from '../../../rules/checklists/publish/fingerprint.ts';
import { type ItemId, readItemId } from '../../../rules/findings/item-id.ts';
import { PROJECT_FILE } from '../../../rules/policy/policy.ts';
import { count } from '../../../rules/secrets/count.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import { applyEdits } from '../../../rules/text/span.ts';
import { dayOf } from '../../machine/day.ts';
import { withTilde } from '../../machine/paths.ts';
import { readText } from '../../machine/read-text.ts';
import { attesting, withdrawing } from '../../workspace/statements.ts';
import { factsFor } from '../facts-for.ts';
import { inspect } from '../inspect.ts';
import type { Inspection } from '../inspection.ts';
import { ExitCode, type Io } from '../io.ts';
import {
  configOption,
  policyFileOf,
  settingsOf,
  type TrustOptions,
  trustOf,
  withTrustOptions,
} from '../options.ts';
import { findProjects } from '../projects.ts';
import { columns } from '../reporters/style.ts';
import { whoAmI } from '../who.ts';
import { writePolicy } from '../write-file.ts';

interface Options extends TrustOptions {
  readonly config?: string;
  readonly server?: string;
  readonly all?: boolean;
  readonly by?: string;
  readonly note?: string;
  readonly until?: string;
  readonly withdraw?: boolean;
  readonly list?: boolean;
  readonly format: 'text' | 'json';
}

/** A server and what it is today. */
interface Target {
  /** Of its config, absolute. */
  readonly path: string;
  readonly server: string;
  readonly fingerprint: string;
  /** The file from which the policy file is looked for, where that is another one. */
  readonly from?: string;
}

/** Half a year: long enough to be no burden, short enough to be true. */
const DAYS = 182;
const DAY = 24 * 60 * 60 * 1000;

export function addAttest(program: Command, io: Io): void {
  const command = withTrustOptions(program.command('attest'))
    .description(`Write down in ${PROJECT_FILE} that you looked at an item no machine can judge.`)
    .argument('[item]', 'its number in the checklist, or its id, such as production/4')
    .argument('[paths...]', 'files and folders; the working folder when there is none')
    .addOption(configOption())
    .option('--list', 'show what was attested, and until when, instead; every argument is a path')
    .addOption(
      new Option('--format <format>', 'how to print the list')
        .choices(['text', 'json'])
        .default('text'),
    )
    .option('--server <name>', 'for this server alone')
    .option('--all', 'for every server that waits for it, where several do')
    .option('--by <name>', 'who looked; the name that git knows when there is none')
    .option('--note <text>', 'what was seen: whoever comes next reads it')
    .option('--until <day>', 'the last day on which it counts; half a year when there is none', day)
    .option('--withdraw', 'take back what was said instead')
    .action(async (given: string | undefined, more: string[], options: Options) => {
      const { list } = options;
      const item = list || given === undefined ? undefined : readItemId(given);
      if (item && isOfPublish(item)) return attestProject(io, item, more, options);
      const known = item && itemOf(item);
      if (!list && !known) return command.error(`error: ${WHICH_ITEM}`);
      const paths = list && given !== undefined ? [given, ...more] : more;
      const asked = {
        paths,
        settings: settingsOf({}),
        trust: trustOf(options),
        policyFile: policyFileOf(options.config),
      };
      const inspection = await inspect(io, asked);
      if (!known) return void listWords(io, inspection, options);
      const targets = targetsOf(inspection, known.id, options);
      const problem = problemWith(targets, known, options);
      if (problem === undefined)
        return io.exitWith(await writeDown(io, inspection, known.id, targets, options));
      io.err(`mcp-checklist: ${problem}\n`);
      return io.exitWith(ExitCode.usage);
    });
}

const WHICH_ITEM = `It is a number from 1 to ${checklists[0]?.items.length}, or an id such as ${checklists[0]?.id}/4.`;

/** The same for items of server projects. */
async function attestProject(
  io: Io,
  item: ItemId,
  paths: readonly string[],
  options: Options,
): Promise<void> {
  const asked = {
    paths,
    settings: settingsOf({}),
    trust: trustOf(options),
    policyFile: policyFileOf(options.config),
  };
  const facts = factsFor(io, asked, () => undefined);
  const { reports } = await findProjects(io, asked, { policyOf: (path) => facts.policyOf(path) });
  let question = '';
  const targets = reports.flatMap(({ root, name, version, items }): Target[] => {
    const found = items.find(({ id }) => id === item);
    question = found?.question ?? question;
    const meant = options.withdraw ? found?.word : found?.status === 'review';
    if (!found || !meant || (options.server !== undefined && options.server !== name)) return [];
    const path = resolve(root);
    const fingerprint = publishFingerprint(version, found.section);
    return [{ path, server: name, fingerprint, from: join(path, 'package.json') }];
  });
  const problem = problemWith(targets, { question }, options);
  if (problem === undefined) return io.exitWith(await writeDown(io, facts, item, targets, options));
  io.err(`mcp-checklist: ${problem}\n`);
  return io.exitWith(ExitCode.usage);
}

function isOfPublish(item: ItemId): boolean {
  return policyWords.hasItem(item) && item.startsWith('publish/');
}

/** Why nothing is written down. */
function problemWith(
  targets: readonly Target[],
  { question }: Pick<Item, 'question'>,
  { server, all, note, withdraw }: Options,
): SafeText | undefined {
  if (targets.length === 0)
    return withdraw ? sentence`no server has that.` : sentence`no server waits for it.`;
  const names = [...new Set(targets.map((it) => it.server))];
  if (targets.length > 1 && server === undefined && !all) {
    const listed = safe.join(
      names.map((it) => safe.name(it)),
      ', ',
    );
    return sentence`${count(targets.length, 'server')}: ${listed}. Name one with --server, or say --all.`;
  }
  if (withdraw || (note !== undefined && note.trim() !== '')) return undefined;
  return sentence`say with --note what you saw. The question is: ${safe.text(question)}`;
}

/** What people said, the one that runs out first in front. */
function listWords(io: Io, { evidence, complete }: Inspection, { format }: Options): void {
  const words = wordsOn(evidence, Date.now());
  if (format === 'json') io.out(`${JSON.stringify({ schemaVersion: 1, words }, null, 2)}\n`);
  else if (words.length === 0) io.out('Nothing is attested.\n');
  else
    io.out(
      columns(
        words.map(({ item, path, server, by, until, note, state, daysLeft }) => [
          item.replace(/^production\//, ''),
          server,
          safe.text(withTilde(path)),
          by,
          `until ${until}`,
          state === 'ends soon' ? `ends in ${count(daysLeft, 'day')}` : state,
          note,
        ]),
      )
        .map((row) => `${row.join('  ').trimEnd()}\n`)
        .join(''),
    );
  io.exitWith(complete ? ExitCode.clean : ExitCode.usage);
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
  const subjects = items().find((it) => it.item.id === item)?.subjects ?? [];
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
  facts: Pick<Inspection, 'projectFileFor'>,
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
  for (const { path, server, fingerprint, from } of targets) {
    const { file, edits: editsOf } = options.withdraw
      ? await withdrawing(facts, path, { item, server }, from)
      : await attesting(facts, path, { item, server, fingerprint, ...said }, from);
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
