import { rules } from '../checks/index.ts';
import { serverOf } from '../engine/about.ts';
import type { Evidence } from '../findings/evidence.ts';
import type { Finding } from '../findings/finding.ts';
import type { ItemId } from '../findings/item-id.ts';
import type { SubjectRef } from '../findings/subject.ts';
import { type SafeText, safe, sentence } from '../secrets/safe.ts';
import type { TextRange } from '../text/span.ts';
import type { Item } from './checklist.ts';
import type { FileEvidence, ParkedEvidence, ServerEvidence } from './evidence.ts';
import { UNREAD } from './part.ts';
import { probesOn } from './probes.ts';
import { type FleetSummary, productionCriteria } from './production-criteria.ts';
import { wordOn } from './words.ts';

const NOT_READ = sentence`not read`;
const CUT = sentence`The file has more findings than are listed.`;

const UNREAD_FILE = { criterion: UNREAD } as const;

const NONE: readonly never[] = [];

/** The items that each rule speaks for, as it says itself. */
const items = new Map(rules.map(({ meta }) => [meta.id, meta.items]));

/** Undefined for a rule that speaks for none. */
export function itemsOf(rule: string): readonly ItemId[] | undefined {
  const found = items.get(rule);
  return found && found.length > 0 ? found : undefined;
}

/** A config, ready to be asked about one item after the other. */
export interface Candidate {
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

/** Takes a config apart, once for all items. */
export function candidateOf(file: FileEvidence): Candidate {
  const { path, servers, parked } = file;
  const found = new Map<ItemId, Found[]>();
  addFindings(found, file);
  if (parked) addFindings(found, parked);
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

function addFindings(
  to: Map<ItemId, Found[]>,
  { path, findings, silenced, ranges = NONE }: ParkedEvidence | FileEvidence,
): void {
  for (const [index, finding] of [...findings, ...silenced].entries()) {
    const spokenFor = itemsOf(finding.rule);
    if (!spokenFor) continue;
    const it: Found = { name: serverOf(finding), finding, range: ranges[index], path };
    for (const item of spokenFor) {
      const known = to.get(item);
      if (known) known.push(it);
      else to.set(item, [it]);
    }
  }
}

/** All evidence of one config on an item: of each server that is on, then of the file. */
export function evidenceOn(
  item: Item,
  candidate: Candidate,
  fleet: FleetSummary,
  now: number | undefined,
): readonly Evidence[] {
  const evidence: Evidence[] = [];
  collect(evidence, candidate, item, fleet, now);
  return evidence;
}

function collect(
  evidence: Evidence[],
  { file, about: whole, servers, found }: Candidate,
  item: Item,
  fleet: FleetSummary,
  now: number | undefined,
): void {
  const all = found.get(item.id) ?? NONE;
  const isCut = file.unlisted?.some((rule) => itemsOf(rule)?.includes(item.id)) ?? false;
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
