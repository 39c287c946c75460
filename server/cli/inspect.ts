import { resolve } from 'node:path';
import type { ItemStatus } from '../../rules/checklists/checklist.ts';
import { evidenceOf, type FileEvidence, unreadEvidence } from '../../rules/checklists/evidence.ts';
import { judgeConfigs } from '../../rules/checklists/index.ts';
import { unreadFinding } from '../../rules/checks/config/invalid-syntax.ts';
import { MAX_LENGTH } from '../../rules/document/document.ts';
import type { Settings } from '../../rules/findings/settings.ts';
import { type Analysis, analyze, survey } from '../../rules/index.ts';
import { safe } from '../../rules/secrets/safe.ts';
import { readText } from '../machine/read-text.ts';
import type { Trust } from '../machine/trust.ts';
import { describe } from '../runtime/describe.ts';
import { nodeRuntime } from '../runtime/node-runtime.ts';
import { FactStore, type Known, type Silences } from '../workspace/fact-store.ts';
import { type Gathered, gather } from './gather.ts';
import type { Io } from './io.ts';
import { type FileReport, fileReport, type Summary, summarize } from './report.ts';
import { isPartOf, type Shard } from './shard.ts';

export interface Inspection {
  readonly files: readonly FileReport[];
  /** For each of them, which one it is among all that were looked at. */
  readonly order: readonly number[];
  readonly items: readonly ItemStatus[];
  readonly summary: Summary;
  /** What each config showed, in the order of the files. */
  readonly evidence: readonly FileEvidence[];
  readonly shard: Shard | undefined;
  /** Where what a team decides about a config is, or should be, written down. */
  readonly projectFileFor: (path: string) => Promise<string>;
  /** Whether everything that was asked for could be read. */
  readonly complete: boolean;
}

export interface InspectOptions {
  readonly paths: readonly string[];
  /** The host's id, where a person says so. */
  readonly host?: string | undefined;
  /** Whether the configs of the person's home are meant as well. */
  readonly user?: boolean | undefined;
  /** A text that takes the place of the file of that path. */
  readonly given?: { readonly path: string; readonly text: string } | undefined;
  readonly shard?: Shard | undefined;
  readonly settings: Settings;
  /** Who may silence findings: whoever wrote the files where nothing is said. */
  readonly silences?: Silences | undefined;
  readonly trust: Trust;
}

/** A file with all that was found in it; most of it is let go of before the next one is read. */
export interface Judged {
  readonly path: string;
  readonly absolute: string;
  readonly text: string;
  readonly analysis: Analysis;
  readonly known: Known;
}

/** What a command keeps of every file that is in its report. */
type Collect<T> = (judged: Judged, report: FileReport) => T;

interface Inspected<T> {
  readonly nth: number;
  readonly named: boolean;
  readonly path: string;
  readonly report: FileReport | undefined;
  readonly evidence: FileEvidence | undefined;
  /** Whether all of it was looked at. */
  readonly complete: boolean;
  readonly servers: number;
  readonly collected: T | undefined;
}

const TOO_LARGE = 'it is larger than 1 MiB';
const NOT_CHECKED = 'nothing in it was checked';

/** Facts arrive while files are judged; those that the next round needs are the last ones. */
const ROUNDS = 3;

export function inspect(io: Io, options: InspectOptions): Promise<Inspection>;
export function inspect<T>(
  io: Io,
  options: InspectOptions,
  collect: Collect<T>,
): Promise<Inspection & { readonly collected: readonly T[] }>;
/**
 * Judges everything at these paths, one file after the other: of each only what is printed is kept. Those that
 * have something in common with one that came later are judged once more.
 */
export async function inspect<T>(
  io: Io,
  options: InspectOptions,
  collect?: Collect<T>,
): Promise<Inspection & { readonly collected: readonly T[] }> {
  const { user, given, shard } = options;
  const own = user ? await nodeRuntime.homeConfigs() : [];
  const asked = options.paths.length > 0 || user || given ? options.paths : ['.'];
  const paths = [...asked, ...own];
  let complete = true;
  const facts = new FactStore({
    runtime: nodeRuntime,
    folders: () => [process.cwd(), ...paths.map((path) => resolve(path))],
    trusted: options.trust !== 'restricted',
    syntaxReported: false,
    silences: options.silences,
    secretManager: async () => 'auto',
    complain(path, problems) {
      complete = false;
      for (const { line, message } of problems)
        io.err(`mcp-checklist: ${safe.text(path)}, line ${line}: ${safe.text(message)}\n`);
    },
  });
  const all = new Map<string, Inspected<T>>();
  const judge = (file: Gathered, nth: number, known: Known): void => {
    const absolute = resolve(file.path);
    if (isPartOf(nth, shard))
      all.set(absolute, inspectFile(io, facts, file, nth, known, options, collect));
    else surveyFile(facts, file, known, options);
  };
  let nth = 0;
  for await (const batch of gather(paths, given)) {
    const known = await Promise.all(
      batch.map((it) => facts.of(resolve(it.path), 'text' in it ? it.text : '')),
    );
    for (const [index, it] of batch.entries()) {
      const around = known[index];
      if (!around) continue;
      if ('text' in it) {
        judge(it, nth, around);
      } else {
        complete = false;
        io.err(`mcp-checklist: ${safe.text(it.path)}: ${safe.text(it.message)}.\n`);
        if (it.host === undefined) continue;
        if (isPartOf(nth, shard))
          all.set(resolve(it.path), unreadFile(it.path, it.host, it.message, nth, around, collect));
      }
      nth += 1;
    }
    io.progress(`${nth} files`);
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const absolute of await facts.takeOutdated()) {
      const before = all.get(absolute);
      if (!before) continue;
      const text = given && resolve(given.path) === absolute ? given.text : await textAt(absolute);
      if (text === undefined) continue;
      const file = { path: before.path, named: before.named, text };
      judge(file, before.nth, await facts.of(absolute, text));
    }
  }
  io.progress('');
  const inspected = [...all.values()];
  const reported = inspected.filter(({ report }) => report !== undefined);
  const files = reported.flatMap(({ report }) => report ?? []);
  const evidence = inspected.flatMap((it) => it.evidence ?? []);
  const servers = inspected.reduce((sum, it) => sum + it.servers, 0);
  return {
    files,
    order: reported.map((it) => it.nth),
    items: judgeConfigs(evidence, Date.now()),
    summary: summarize(files, servers),
    evidence,
    shard,
    projectFileFor: (path) => facts.projectFileFor(resolve(path)),
    complete: complete && !inspected.some((it) => it.evidence?.unread || !it.complete),
    collected: reported.flatMap((it) => (it.collected === undefined ? [] : [it.collected])),
  };
}

async function textAt(path: string): Promise<string | undefined> {
  const read = await readText(path);
  return read.ok ? read.text : undefined;
}

function inspectFile<T>(
  io: Io,
  facts: FactStore,
  { path, text, named }: Gathered,
  nth: number,
  known: Known,
  { host, settings }: InspectOptions,
  collect: Collect<T> | undefined,
): Inspected<T> {
  const absolute = resolve(path);
  const asked = { ...known, path: absolute, settings, ...(host !== undefined && { host }) };
  const analysis = analyze(text, asked);
  for (const { rule, error } of analysis.failures) {
    io.err(`mcp-checklist: ${safe.text(path)}: the rule ${rule} failed: ${describe(error)}\n`);
  }
  facts.keep(absolute, analysis, known);
  const { config, findings } = analysis;
  if (!config && named && text.length > MAX_LENGTH) {
    io.err(`mcp-checklist: ${safe.text(path)}: ${TOO_LARGE}.\n`);
    return unreadFile(path, '', TOO_LARGE, nth, known, collect);
  }
  const report = named || config ? fileReport(path, text, analysis) : undefined;
  const collected =
    report && collect ? collect({ path, absolute, text, analysis, known }, report) : undefined;
  const inspected = { nth, path, named, report, collected, complete: analysis.complete };
  if (!config) return { ...inspected, evidence: undefined, servers: 0 };
  if (config.document.refused) io.err(`mcp-checklist: ${safe.text(path)}: ${NOT_CHECKED}.\n`);
  // Fixes hold on to the whole text.
  const light = findings.map((finding) => ({ ...finding, fixes: [] }));
  const { folder, digest } = known.facts;
  const options = { folder, digest, project: known.project };
  const evidence = evidenceOf(path, config, { ...analysis, findings: light }, options);
  return { ...inspected, evidence, servers: config.servers.filter(({ read }) => read).length };
}

/** A file of which nothing is known: it is in the report all the same, or silence would look like a pass. */
function unreadFile<T>(
  path: string,
  host: string,
  problem: string,
  nth: number,
  known: Known,
  collect: Collect<T> | undefined,
): Inspected<T> {
  const findings = [unreadFinding(resolve(path), problem)];
  const nothing = { failures: [], credentials: [], unlisted: new Map(), complete: false };
  const analysis = { config: null, findings, ...nothing };
  const report = { ...fileReport(path, '', analysis), host };
  const collected = collect?.({ path, absolute: resolve(path), text: '', analysis, known }, report);
  const evidence = unreadEvidence(path, host);
  return { nth, path, named: true, report, evidence, complete: false, servers: 0, collected };
}

/** A file of another part: what the files of this part may know of it. */
function surveyFile(
  facts: FactStore,
  { path, text }: Gathered,
  known: Known,
  { host, settings }: InspectOptions,
): void {
  const absolute = resolve(path);
  const asked = { ...known, path: absolute, settings, ...(host !== undefined && { host }) };
  facts.keep(absolute, survey(text, asked), known);
}
