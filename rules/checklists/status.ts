import { rules } from '../checks/index.ts';
import { serverOf } from '../engine/about.ts';
import type { Finding } from '../findings/finding.ts';
import type { ItemId } from '../findings/item-id.ts';
import { attestationOf } from '../policy/attestations.ts';
import type { Attestation } from '../policy/policy.ts';
import { acceptances, count } from './acceptances.ts';
import type { Checklist, FoundIn, Item, ItemStatus, ServerStatus, Status } from './checklist.ts';
import type { FileEvidence, ServerEvidence } from './evidence.ts';
import {
  holdsCredential,
  type Judged,
  type Whole,
  WITHOUT_FINDINGS,
  WRITTEN,
} from './without-findings.ts';

const FAILED = 'A finding here has to be put right.';
const UNREAD = { text: 'A file could not be read, so nothing is known of what stands in it.' };
const REMARKED = 'A finding here asks for a look.';
const CUT = 'The file has more findings than are listed.';

const NONE: ReadonlySet<string> = new Set();

/** The rules that speak for each item, as they say themselves. */
const rulesOf = new Map<ItemId, Set<string>>();
for (const { meta } of rules) {
  for (const item of meta.items) {
    const known = rulesOf.get(item) ?? new Set();
    rulesOf.set(item, known.add(meta.id));
  }
}

/** From the one that decides over all the others down. */
const ORDER: readonly Status[] = [
  'fail',
  'review',
  'accepted',
  'attested',
  'pass',
  'not applicable',
];

/**
 * The status of every item, from what was found in all files together.
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
  const holders = files.flatMap(({ servers }) => servers).filter(holdsCredential);
  const all: Whole = {
    ways: new Set(holders.flatMap(({ references }) => references)),
    environments: new Set(holders.flatMap(({ environments }) => environments)),
  };
  return checklist.items.map((item) => judgeItem(item, files, all, now));
}

function judgeItem(
  item: Item,
  files: readonly FileEvidence[],
  all: Whole,
  now: number | undefined,
): ItemStatus {
  const speaking = rulesOf.get(item.id) ?? NONE;
  const those = (of: 'findings' | 'silenced'): readonly FoundIn[] =>
    files.flatMap((file) =>
      file[of]
        .filter(({ rule }) => speaking.has(rule))
        .map((finding) => ({ path: file.path, finding })),
    );
  const found = { findings: those('findings'), silenced: those('silenced') };
  const open = byServer(found.findings);
  const silent = byServer(found.silenced);
  const servers = files.flatMap((file) => {
    const isCut = file.unlisted?.some((rule) => speaking.has(rule)) ?? false;
    return file.servers.map((server) => {
      const key = keyOf(file.path, server.name);
      const judged = judgeServer(item, server, open.get(key) ?? [], all, isCut);
      const said = withWord(item, file, server, judged, now);
      return withSilenced(said, silent.get(key) ?? []);
    });
  });
  const unread = files.filter((file) => file.unread).map(({ path }) => path);
  return { item, servers, ...found, ...overall(item, servers, found, unread) };
}

function byServer(found: readonly FoundIn[]): ReadonlyMap<string, readonly Finding[]> {
  const map = new Map<string, Finding[]>();
  for (const { path, finding } of found) {
    const key = keyOf(path, serverOf(finding));
    const known = map.get(key);
    if (known) known.push(finding);
    else map.set(key, [finding]);
  }
  return map;
}

function judgeServer(
  item: Item,
  server: ServerEvidence,
  findings: readonly Finding[],
  all: Whole,
  isCut: boolean,
): Judged {
  if (findings.some((finding) => fails(item, finding))) return ['fail', FAILED];
  if (findings.length > 0) return ['review', REMARKED];
  if (isCut) return ['review', CUT];
  return WITHOUT_FINDINGS[item.id]?.(server, all) ?? ['review', item.question];
}

/** A person's word settles what no machine can tell, and never hides what one has found. */
function withWord(
  item: Item,
  { path, attestations }: FileEvidence,
  server: ServerEvidence,
  [status, text]: Judged,
  now: number | undefined,
): ServerStatus {
  const judged = { path, server: server.name, status, text };
  if (status !== 'review' || attestations.length === 0) return judged;
  const word = attestationOf(attestations, item.id, server, now);
  if (!word) return judged;
  const { attestation, standing } = word;
  if (standing === 'valid')
    return { ...judged, status: 'attested', text: saidIn(attestation), attestation };
  const why =
    standing === 'expired'
      ? `${attestation.by} looked; that ran out on ${attestation.until}.`
      : `It has changed since ${attestation.by} looked on ${attestation.on}.`;
  return { ...judged, text: why, attestation };
}

/** What somebody silenced still holds: nothing may claim the opposite, a person's word included. */
function withSilenced(judged: ServerStatus, silenced: readonly Finding[]): ServerStatus {
  if (silenced.length === 0 || judged.status === 'fail' || judged.status === 'review')
    return judged;
  return { ...judged, status: 'accepted', text: acceptances(silenced).join(' ') };
}

function saidIn({ by, on, until, note }: Attestation): string {
  return `${by} looked on ${on}, good until ${until}${note ? `: ${note}` : '.'}`;
}

type Overall = Pick<ItemStatus, 'status' | 'evidence'>;

function overall(
  item: Item,
  servers: readonly ServerStatus[],
  { findings, silenced }: Pick<ItemStatus, 'findings' | 'silenced'>,
  unread: readonly string[],
): Overall {
  const failures = findings.filter(({ finding }) => fails(item, finding)).length;
  if (failures > 0) return because('fail', [`${count(failures, 'finding')} to put right.`]);
  const status = ORDER.find((it) => servers.some((server) => server.status === it));
  if (status === 'fail') return decidedBy(servers, status, findings.length);
  // What is not read is not clean, and it is not nothing either.
  if (unread.length > 0) {
    const evidence = [UNREAD, ...unread.map((path) => ({ text: 'not read', path }))];
    return { status: 'review', evidence };
  }
  // Findings about the file, or about servers that are off, ask for a look as well.
  const shown = new Set(servers.map(({ path, server }) => keyOf(path, server)));
  const isLoose = ({ path, finding }: FoundIn): boolean =>
    !shown.has(keyOf(path, serverOf(finding)));
  const loose = findings.filter(isLoose).length;
  if (status === 'review') return decidedBy(servers, status, findings.length);
  if (status !== undefined && loose > 0) return because('review', [remarks(loose)]);
  if (status === 'accepted' || silenced.some(isLoose)) {
    const sentences = acceptances(silenced.map(({ finding }) => finding));
    const deciding = servers.filter((server) => server.status === 'accepted');
    return because('accepted', sentences.length > 0 ? sentences : [WRITTEN], deciding);
  }
  if (status === undefined) return because('not applicable', ['No server is listed.']);
  return decidedBy(servers, status, findings.length);
}

function decidedBy(servers: readonly ServerStatus[], status: Status, findings: number): Overall {
  const deciding = servers.filter((server) => server.status === status);
  const settled = status === 'pass' || status === 'not applicable';
  return because(status, sentencesOf(deciding, findings), settled ? [] : deciding);
}

function because(
  status: Status,
  sentences: readonly string[],
  about: readonly ServerStatus[] = [],
): Overall {
  const servers = about.map(({ path, server }) => ({ text: server, path, server }));
  return { status, evidence: [...sentences.map((text) => ({ text })), ...servers] };
}

/** Why, in as few sentences as say it: what somebody wrote about one server stands with that server. */
function sentencesOf(deciding: readonly ServerStatus[], findings: number): readonly string[] {
  if (deciding[0]?.status === 'attested')
    return [`${count(deciding.length, 'server')} looked at by a person.`];
  const outdated = deciding.filter(({ attestation }) => attestation).length;
  const again = outdated > 0 ? [`${count(outdated, 'server')} to look at again.`] : [];
  const texts = deciding
    .filter(({ attestation }) => !attestation)
    .map(({ text }) => (text === REMARKED ? remarks(findings) : text));
  return [...again, ...new Set(texts)];
}

function remarks(amount: number): string {
  return `${count(amount, 'finding')} to look at.`;
}

function keyOf(path: string, server: string): string {
  return `${path}\0${server}`;
}

function fails({ failsAt }: Item, { severity }: Finding): boolean {
  return severity === 'error' || severity === 'warning' || severity === failsAt;
}
