import { rules } from '../checks/index.ts';
import { serverOf } from '../engine/about.ts';
import type { Evidence } from '../findings/evidence.ts';
import type { Finding } from '../findings/finding.ts';
import type { ItemId } from '../findings/item-id.ts';
import type { SubjectRef } from '../findings/subject.ts';
import { type SafeText, safe, sentence } from '../secrets/safe.ts';
import type { TextRange } from '../text/span.ts';
import type { Checklist, FoundIn, Item, ItemStanding, ItemStatus } from './checklist.ts';
import type { FileEvidence, ServerEvidence } from './evidence.ts';
import { probesOn } from './probes.ts';
import { type FleetSummary, fleetOf, productionCriteria } from './production-criteria.ts';
import { type Part, partOf, standingOf, UNREAD } from './status.ts';
import { wordOn } from './words.ts';

const NO_SERVER = sentence`No server is listed.`;
const NOT_READ = sentence`not read`;
const CUT = sentence`The file has more findings than are listed.`;

const UNREAD_FILE = { criterion: UNREAD } as const;

const NONE: readonly Found[] = [];

/** The items that each rule speaks for, as it says itself. */
const itemsOf = new Map(rules.map(({ meta }) => [meta.id, meta.items]));

/** A config, ready to be asked about one item after the other. */
interface Candidate {
  readonly file: FileEvidence;
  readonly about: SubjectRef;
  readonly servers: readonly { readonly server: ServerEvidence; readonly about: SubjectRef }[];
  /** What was found for each item, with the name of the server it is about. */
  readonly found: ReadonlyMap<ItemId, readonly Found[]>;
}

interface Found {
  readonly name: SafeText;
  readonly finding: Finding;
  readonly range: TextRange | undefined;
  readonly path: string;
}

/** How one config stands to one item. */
export interface ConfigPart extends Part {
  /** Findings of the item's rules that nobody silenced, with the file they stand in. */
  readonly findings: readonly FoundIn[];
  /** Those that somebody silenced. */
  readonly silenced: readonly FoundIn[];
}

/** The same with what it was made from: with ten thousand configs, too much to be kept. */
type JudgedPart = ConfigPart & Pick<ItemStatus, 'evidence'>;

/**
 * The status of every item of a list about configs, from what was found in all files together.
 *
 * @param checklist whose items to judge
 * @param files what each config showed
 * @param now milliseconds since 1970: attestations run out
 */
export function judgeChecklist(
  checklist: Checklist,
  files: readonly FileEvidence[],
  now?: number,
): readonly ItemStatus[] {
  const fleet = fleetOf(files.flatMap(({ servers }) => servers));
  const judged = files.map((file) => judgeConfig(checklist, file, fleet, now));
  return joinConfigs(checklist, judged).map((status, index) => ({
    ...status,
    evidence: judged.flatMap((parts) => parts[index]?.evidence ?? []),
  }));
}

/**
 * The same without the evidence, one item after the other: whoever prints ten thousand configs keeps one at a time.
 * Throws nothing.
 *
 * @param checklist whose items to judge
 * @param files what each config showed
 * @param now milliseconds since 1970: attestations run out
 */
export function* standingsOf(
  checklist: Checklist,
  files: readonly FileEvidence[],
  now?: number,
): Generator<ItemStanding> {
  const fleet = fleetOf(files.flatMap(({ servers }) => servers));
  for (const item of checklist.items) {
    const one = { ...checklist, items: [item] };
    const parts = files.map((file) =>
      judgeConfig(one, file, fleet, now).map(({ evidence: _, ...part }) => part),
    );
    yield* joinConfigs(one, parts);
  }
}

/**
 * How one config stands to each item of a list, in the order of the list. It is the same for as long as its evidence,
 * the fleet and the half of the day are: whoever keeps it has only what changed judged again. Throws nothing.
 *
 * @param checklist whose items to judge
 * @param file what the config showed
 * @param fleet what is known of the servers of all configs of the list
 * @param now milliseconds since 1970: attestations run out
 */
export function judgeConfig(
  checklist: Checklist,
  file: FileEvidence,
  fleet: FleetSummary,
  now?: number,
): readonly JudgedPart[] {
  const candidate = candidateOf(file, checklist);
  return checklist.items.map((item) => {
    const evidence: Evidence[] = [];
    collect(evidence, candidate, item, fleet, now);
    const found = (candidate.found.get(item.id) ?? NONE).map(({ path, finding }) => ({
      path,
      finding,
    }));
    return {
      evidence,
      findings: found.filter(({ finding }) => !finding.suppressed),
      silenced: found.filter(({ finding }) => finding.suppressed),
      ...partOf(evidence),
    };
  });
}

/**
 * The status of every item of a list, from how each config stands to it. Throws nothing.
 *
 * @param checklist the list that the configs were judged by
 * @param configs as `judgeConfig` gives them
 */
export function joinConfigs(
  checklist: Checklist,
  configs: readonly (readonly ConfigPart[])[],
): readonly ItemStanding[] {
  return checklist.items.map((item, index) => {
    const parts = configs.flatMap((config) => config[index] ?? []);
    const standing = standingOf(parts);
    const reasons = standing.subjects.length > 0 ? standing.reasons : [{ text: NO_SERVER }];
    return {
      item,
      findings: parts.flatMap(({ findings }) => findings),
      silenced: parts.flatMap(({ silenced }) => silenced),
      ...standing,
      reasons,
    };
  });
}

function candidateOf(file: FileEvidence, { items }: Checklist): Candidate {
  const wanted = new Set(items.map(({ id }) => id));
  const { path, servers } = file;
  const found = new Map<ItemId, Found[]>();
  for (const { path: where, findings, silenced, ranges = [] } of file.parked
    ? [file, file.parked]
    : [file]) {
    for (const [index, finding] of [...findings, ...silenced].entries()) {
      for (const item of itemsOf.get(finding.rule) ?? []) {
        if (!wanted.has(item)) continue;
        const known = found.get(item) ?? [];
        known.push({ name: serverOf(finding), finding, range: ranges[index], path: where });
        found.set(item, known);
      }
    }
  }
  return {
    file,
    about: { kind: 'file', file: path },
    servers: servers.map((server) => ({
      server,
      about: { kind: 'server', file: path, name: server.name },
    })),
    found,
  };
}

/** Adds all evidence of one config on an item: of each server that is on, then of the file. */
function collect(
  evidence: Evidence[],
  { file, about: whole, servers, found }: Candidate,
  item: Item,
  fleet: FleetSummary,
  now: number | undefined,
): void {
  const all = found.get(item.id) ?? NONE;
  const isCut = file.unlisted?.some((rule) => itemsOf.get(rule)?.includes(item.id)) ?? false;
  for (const [index, { server, about }] of servers.entries()) {
    const own = all.length === 0 ? all : all.filter(({ name }) => name === server.name);
    // Two servers of one name share what was found.
    const isFirst = own.length === 0 || nth(servers, server.name) === index;
    if (isFirst) for (const it of own) evidence.push(evidenceOfFinding(item, about, it));
    const probed = probesOn(item.id, server, file.probes, now);
    if (own.every(({ finding }) => finding.suppressed)) {
      const opinion = askCriterion(item, about, server, fleet, isCut);
      // Where nobody could tell, a probe can; what the config shows by itself it does not make better.
      const settled = opinion.says === 'unclear' && !isCut ? probed[0] : undefined;
      // What somebody accepted is there all the same: nothing may say that it is not.
      const isContradicted = own.length > 0 && opinion.says === 'for';
      if (settled) evidence.push({ item: item.id, about, ...settled });
      else if (!isContradicted) evidence.push(opinion);
    }
    const isDecided = own.some(({ finding }) => !finding.suppressed);
    for (const it of probed)
      if (it.says === 'against' || isDecided) evidence.push({ item: item.id, about, ...it });
    const word = wordOn(item.id, server, file.attestations, now);
    if (word) evidence.push({ item: item.id, about, ...word });
  }
  // A server that is off is nobody's subject: what stands in it is the file's.
  for (const it of all)
    if (!servers.some(({ server }) => server.name === it.name))
      evidence.push(evidenceOfFinding(item, whole, it));
  if (file.unread)
    evidence.push({
      item: item.id,
      about: whole,
      says: 'unclear',
      text: NOT_READ,
      from: UNREAD_FILE,
    });
}

function nth(servers: Candidate['servers'], name: SafeText): number {
  return servers.findIndex(({ server }) => server.name === name);
}

function evidenceOfFinding(
  { id, failsAt }: Item,
  about: SubjectRef,
  { finding: { rule, severity, message, suppressed, at }, range, path }: Found,
): Evidence {
  const fails = severity === 'error' || severity === 'warning' || severity === failsAt;
  return {
    item: id,
    about,
    says: fails || suppressed ? 'against' : 'unclear',
    text: message,
    ...(range && { at: { file: about.kind === 'project' ? at.file : path, range } }),
    from: { rule },
    ...(suppressed && { accepted: [suppressed] }),
  };
}

/** A criterion is asked where the rules of the item found nothing that is open. */
function askCriterion(
  { id, question }: Item,
  about: SubjectRef,
  server: ServerEvidence,
  fleet: FleetSummary,
  isCut: boolean,
): Evidence {
  if (isCut) return { item: id, about, says: 'unclear', text: CUT, from: { criterion: 'listed' } };
  const opinion = productionCriteria[id]?.(server, fleet);
  const { says, text, accepted } = opinion ?? { says: 'unclear', text: safe.text(question) };
  const from = { criterion: id };
  return accepted
    ? { item: id, about, says, text, from, accepted }
    : { item: id, about, says, text, from };
}
