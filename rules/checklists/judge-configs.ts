import { rules } from '../checks/index.ts';
import { serverOf } from '../engine/about.ts';
import type { Evidence } from '../findings/evidence.ts';
import type { Finding } from '../findings/finding.ts';
import type { ItemId } from '../findings/item-id.ts';
import type { SubjectRef } from '../findings/subject.ts';
import { type SafeText, safe, sentence } from '../secrets/safe.ts';
import type { TextRange } from '../text/span.ts';
import type { Checklist, Item, ItemStatus } from './checklist.ts';
import type { FileEvidence, ServerEvidence } from './evidence.ts';
import { probesOn } from './probes.ts';
import { type FleetSummary, fleetOf, productionCriteria } from './production-criteria.ts';
import { statusOf, UNREAD } from './status.ts';
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
  const candidates = files.map(candidateOf);
  return checklist.items.map((item) => {
    const evidence: Evidence[] = [];
    for (const candidate of candidates) collect(evidence, candidate, item, fleet, now);
    const found = candidates.flatMap(({ found: all }) =>
      (all.get(item.id) ?? []).map(({ path, finding }) => ({ path, finding })),
    );
    const standing = statusOf(item.id, evidence);
    const reasons = standing.subjects.length > 0 ? standing.reasons : [{ text: NO_SERVER }];
    return {
      item,
      evidence,
      findings: found.filter(({ finding }) => !finding.suppressed),
      silenced: found.filter(({ finding }) => finding.suppressed),
      ...standing,
      reasons,
    };
  });
}

function candidateOf(file: FileEvidence): Candidate {
  const { path, servers } = file;
  const found = new Map<ItemId, Found[]>();
  for (const { path: where, findings, silenced, ranges = [] } of file.parked
    ? [file, file.parked]
    : [file]) {
    for (const [index, finding] of [...findings, ...silenced].entries()) {
      for (const item of itemsOf.get(finding.rule) ?? []) {
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
