import { projectRules } from '../../checks/project-rules.ts';
import type { Evidence } from '../../findings/evidence.ts';
import type { Finding } from '../../findings/finding.ts';
import type { ItemId } from '../../findings/item-id.ts';
import type { ProbeRecord } from '../../findings/probe-record.ts';
import type { SubjectRef } from '../../findings/subject.ts';
import type { Attestation } from '../../policy/policy.ts';
import { isCode } from '../../project/files/role.ts';
import type { ServerProject } from '../../project/project.ts';
import type { Signals } from '../../project/signals/signals.ts';
import { count } from '../../secrets/count.ts';
import { type SafeText, safe, sentence } from '../../secrets/safe.ts';
import { groupedBy } from '../../text/groups.ts';
import type { Standing } from '../checklist.ts';
import { probesOn } from '../probes.ts';
import { statusOf } from '../status.ts';
import { wordOn } from '../words.ts';
import { publishFingerprint } from './fingerprint.ts';
import type { PublishItem } from './item.ts';
import { publishEvidence } from './judge.ts';
import { publishItems } from './publish.ts';

/** How a project stands to one item. */
export interface PublishStanding extends Standing {
  readonly item: PublishItem;
  /** What decides stands in front. */
  readonly evidence: readonly Evidence[];
  /** Why, in one sentence. */
  readonly reason: SafeText;
}

/** What is known of a project beside its files. */
export interface PublishKnown {
  /** What the rules found, silenced findings and those of low confidence included. */
  readonly findings?: readonly Finding[];
  /** People's words on this project. */
  readonly attestations?: readonly Attestation[];
  /** What probes of it showed, the older ones first. */
  readonly probes?: readonly ProbeRecord[];
  /** Milliseconds since 1970: words run out. */
  readonly now?: number | undefined;
  /** The project's own, where somebody has them. */
  readonly signals?: Signals;
}

const itemsOf = new Map(projectRules.map(({ meta }) => [meta.id, meta.items]));

/**
 * How a project stands to every item of the publish list: what its criteria read, what rules found, and what people
 * said. A finding speaks for the place it stands at, so that what somebody silenced is accepted there, and nothing is
 * said twice. Never throws.
 */
export function publishStandings(
  project: ServerProject,
  { findings = [], attestations = [], probes = [], now, signals }: PublishKnown = {},
): readonly PublishStanding[] {
  const about = { kind: 'project', root: project.root } as const;
  const byItem = groupedBy(publishEvidence(project, signals), ({ item }) => item);
  return publishItems.map((item) => {
    const own = findings.filter(({ rule }) => itemsOf.get(rule)?.includes(item.id));
    const fingerprint = publishFingerprint(project.version?.value ?? null, item.section);
    const word = wordOn(item.id, { name: project.name, fingerprint }, attestations, now);
    const probed = probesOn(item.id, { name: safe.name(project.name), fingerprint }, probes, now);
    const read = withProbes(item.id, about, byItem.get(item.id) ?? [], probed);
    const { deciding, beside } = together(item.id, about, read, own);
    const evidence = [...deciding, ...(word ? [{ item: item.id, about, ...word }] : [])];
    const standing = statusOf(item.id, evidence);
    const reason = reasonOf(item, standing, evidence);
    return { item, ...standing, evidence: [...evidence, ...beside], reason };
  });
}

/** What was seen counts where nobody could tell from the files; what failed counts in any case. */
function withProbes(
  item: ItemId,
  about: SubjectRef,
  read: readonly Evidence[],
  probed: ReturnType<typeof probesOn>,
): readonly Evidence[] {
  if (probed.length === 0) return read;
  const own = probed.map((it) => ({ item, about, ...it }));
  const failed = own.filter(({ says }) => says === 'against');
  if (failed.length > 0) return [...failed, ...read];
  return read.length > 0 && read.every(({ says }) => says === 'unclear') ? own : read;
}

/**
 * The evidence of an item's criterion and of its rules' findings as one, and what stands beside it: a fault of a listing
 * is worth a look, and does not undo what the documents say.
 */
function together(
  item: ItemId,
  about: SubjectRef,
  read: readonly Evidence[],
  findings: readonly Finding[],
): { readonly deciding: readonly Evidence[]; readonly beside: readonly Evidence[] } {
  const holds = read.some(({ says }) => says === 'for');
  const isOpen = read.some(({ says }) => says === 'against' || says === 'unclear');
  const sure = findings.filter(
    ({ confidence, at, rule }) =>
      confidence !== 'low' &&
      (!holds || isCode(at.file)) &&
      (isOpen || !LEFT_TO_CRITERIA.has(rule)),
  );
  const silenced = sure.filter(({ suppressed }) => suppressed);
  const open = sure.filter(({ suppressed, severity }) => !suppressed && isGrave(severity));
  const others = findings.filter((it) => !silenced.includes(it) && !open.includes(it));
  const weak = others.map((it) => ({ ...ofFinding(item, about, it), says: 'unclear' as const }));
  const said = [...open, ...silenced].map((it) => ofFinding(item, about, it));
  // What a finding says of a place, the criterion need not say again.
  const rest = read.filter((it) => it.says !== 'against' || !isCovered(it, [...open, ...silenced]));
  // Where the criterion could not tell, what may be wrong is worth a look; where it could, it has looked.
  const asks = read.some(({ says }) => says === 'unclear');
  return asks
    ? { deciding: [...said, ...rest, ...weak], beside: [] }
    : { deciding: [...said, ...rest], beside: weak };
}

/**
 * Rules that see one half of an item: without hints a tool may be limited in another way, and what a cipher guards may
 * be nobody's. Where the criterion is sure, they are worth a look.
 */
const LEFT_TO_CRITERIA: ReadonlySet<string> = new Set([
  'tool-without-annotations',
  'cipher-without-authentication',
]);

function isGrave(severity: Finding['severity']): boolean {
  return severity === 'error' || severity === 'warning';
}

function isCovered({ at }: Evidence, findings: readonly Finding[]): boolean {
  if (!at || !('span' in at)) return false;
  const { file, span } = at;
  return findings.some(
    (it) => it.at.file === file && it.at.span.start <= span.end && span.start <= it.at.span.end,
  );
}

function ofFinding(
  item: ItemId,
  about: SubjectRef,
  { rule, message, at, suppressed }: Finding,
): Evidence {
  const accepted = suppressed && { accepted: [suppressed] };
  return { item, about, says: 'against', text: message, at, from: { rule }, ...accepted };
}

/** What decides, in words: a count of findings tells nobody what is wrong. */
function reasonOf(
  { question }: PublishItem,
  { status, reasons }: Standing,
  evidence: readonly Evidence[],
): SafeText {
  const said = reasons.find(({ about }) => about === undefined)?.text ?? safe.text(question);
  if (status !== 'fail') return said;
  const against = evidence.filter((it) => it.says === 'against' && !it.accepted);
  const read = against.find(({ from }) => 'criterion' in from);
  const [first] = against;
  if (read ?? against.length === 1) return (read ?? first)?.text ?? said;
  return first ? sentence`${first.text} ${count(against.length - 1, 'more place')}.` : said;
}
