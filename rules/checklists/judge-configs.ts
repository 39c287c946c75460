import { rules } from '../checks/index.ts';
import { serverOf } from '../engine/about.ts';
import type { Evidence } from '../findings/evidence.ts';
import type { Finding } from '../findings/finding.ts';
import type { ItemId } from '../findings/item-id.ts';
import { attestationOf } from '../policy/attestations.ts';
import type { Attestation } from '../policy/policy.ts';
import { type SafeText, safe, sentence } from '../secrets/safe.ts';
import type { TextRange } from '../text/span.ts';
import type { Checklist, FoundIn, Item, ItemStatus } from './checklist.ts';
import type { FileEvidence, ServerEvidence } from './evidence.ts';
import { probeOn } from './probes.ts';
import { type FleetSummary, fleetOf, productionCriteria } from './production-criteria.ts';
import { statusOf, UNREAD } from './status.ts';

const NO_SERVER = sentence`No server is listed.`;
const NOT_READ = sentence`not read`;
const CUT = sentence`The file has more findings than are listed.`;

const NONE: ReadonlySet<string> = new Set();

/** The rules that speak for each item, as they say themselves. */
const rulesOf = new Map<ItemId, Set<string>>();
for (const { meta } of rules) {
  for (const item of meta.items) {
    const known = rulesOf.get(item) ?? new Set();
    rulesOf.set(item, known.add(meta.id));
  }
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
  return checklist.items.map((item) => {
    const rulesOfItem = rulesOf.get(item.id) ?? NONE;
    const those = (of: 'findings' | 'silenced'): readonly FoundIn[] =>
      files.flatMap((file) =>
        file[of]
          .filter(({ rule }) => rulesOfItem.has(rule))
          .map((finding) => ({ path: file.path, finding })),
      );
    const evidence = files.flatMap((file) => evidenceIn(file, item, rulesOfItem, fleet, now));
    const standing = statusOf(item.id, evidence);
    const reasons = standing.subjects.length > 0 ? standing.reasons : [{ text: NO_SERVER }];
    return {
      item,
      evidence,
      findings: those('findings'),
      silenced: those('silenced'),
      ...standing,
      reasons,
    };
  });
}

/** All evidence of one config on an item: of each server that is on, then of the file. */
function evidenceIn(
  file: FileEvidence,
  item: Item,
  rulesOfItem: ReadonlySet<string>,
  fleet: FleetSummary,
  now: number | undefined,
): readonly Evidence[] {
  const { path, servers, unread } = file;
  const found = evidenceOfFindings(file, item, rulesOfItem);
  const isCut = file.unlisted?.some((rule) => rulesOfItem.has(rule)) ?? false;
  const names = new Set<SafeText>();
  const evidence: Evidence[] = [];
  for (const server of servers) {
    const about = { kind: 'server', file: path, name: server.name } as const;
    const own = found.filter((it) => it.name === server.name).map((it) => it.evidence);
    // Two servers of one name share what was found.
    if (!names.has(server.name)) evidence.push(...own);
    names.add(server.name);
    const silent = own.every(({ accepted }) => accepted);
    const probed = probeOn(item.id, server, file.probes, now);
    if (silent) {
      const opinion = criterionOf(item, server, fleet, isCut);
      // Where nobody could tell, a probe can; what the config shows by itself it does not make better.
      const isSettled = probed?.says === 'for' && opinion.says === 'unclear' && !isCut;
      evidence.push({ item: item.id, about, ...(isSettled ? probed : opinion) });
    }
    if (probed?.says === 'against') evidence.push({ item: item.id, about, ...probed });
    const word = wordOn(item, server, file.attestations, now);
    if (word) evidence.push({ item: item.id, about, ...word });
  }
  // A server that is off is nobody's subject: what stands in it is the file's.
  const about = { kind: 'file', file: path } as const;
  for (const it of found) if (!names.has(it.name)) evidence.push({ ...it.evidence, about });
  if (unread)
    evidence.push({
      item: item.id,
      about,
      says: 'unclear',
      text: NOT_READ,
      from: { criterion: UNREAD },
    });
  return evidence;
}

/** What the rules of an item found in a config, with the name of the server it is about. */
function evidenceOfFindings(
  { path, findings, silenced, ranges = [] }: FileEvidence,
  item: Item,
  rulesOfItem: ReadonlySet<string>,
): readonly { readonly name: SafeText; readonly evidence: Evidence }[] {
  return [...findings, ...silenced].flatMap((finding, index) => {
    if (!rulesOfItem.has(finding.rule)) return [];
    const name = serverOf(finding);
    return { name, evidence: evidenceOfFinding(item, path, name, finding, ranges[index]) };
  });
}

function evidenceOfFinding(
  { id, failsAt }: Item,
  path: string,
  name: SafeText,
  { rule, severity, message, suppressed }: Finding,
  range: TextRange | undefined,
): Evidence {
  const fails = severity === 'error' || severity === 'warning' || severity === failsAt;
  return {
    item: id,
    about: { kind: 'server', file: path, name },
    says: fails || suppressed ? 'against' : 'unclear',
    text: message,
    ...(range && { at: { file: path, range } }),
    from: { rule },
    ...(suppressed && { accepted: [suppressed] }),
  };
}

/** A criterion is asked where the rules of the item found nothing that is open. */
function criterionOf(
  item: Item,
  server: ServerEvidence,
  fleet: FleetSummary,
  isCut: boolean,
): Pick<Evidence, 'says' | 'text' | 'from' | 'accepted'> {
  if (isCut) return { says: 'unclear', text: CUT, from: { criterion: 'listed' } };
  const opinion = productionCriteria[item.id]?.(server, fleet);
  const from = { criterion: item.id };
  return { ...(opinion ?? { says: 'unclear', text: safe.text(item.question) }), from };
}

/** What a person said about an item for a server, whether it still counts or not. */
function wordOn(
  item: Item,
  server: ServerEvidence,
  attestations: readonly Attestation[],
  now: number | undefined,
): Pick<Evidence, 'says' | 'text' | 'from'> | undefined {
  if (attestations.length === 0) return undefined;
  const found = attestationOf(attestations, item.id, server, now);
  if (!found) return undefined;
  const { standing, attestation } = found;
  const [by, on, until] = [attestation.by, attestation.on, attestation.until].map((it) =>
    safe.text(it),
  ) as [SafeText, SafeText, SafeText];
  const note = attestation.note === undefined ? undefined : safe.text(attestation.note);
  const from = { person: by, on, until, path: attestation.path, ...(note && { note }) };
  if (standing === 'expired')
    return { says: 'unclear', text: sentence`${by} looked; that ran out on ${until}.`, from };
  if (standing === 'changed')
    return { says: 'unclear', text: sentence`It has changed since ${by} looked on ${on}.`, from };
  const end = note ? sentence`: ${note}` : sentence`.`;
  return { says: 'for', text: sentence`${by} looked on ${on}, good until ${until}${end}`, from };
}
