import type { Finding } from '../finding.ts';
import { attestationOf } from '../project/attestations.ts';
import type { Attestation } from '../project/project.ts';
import type { Checklist, Item, ItemStatus, ServerStatus, Status } from './checklist.ts';
import type { FileEvidence, ServerEvidence } from './evidence.ts';

/** A status and the sentence that says why. */
type Judged = readonly [status: Status, text: string];

/** What is known of all servers together. */
interface Whole {
  /** How references look their values up, over all servers. */
  readonly ways: ReadonlySet<string>;
  readonly environments: ReadonlySet<string>;
}

/** What makes each item true of a server without findings; the first that is not `pass` speaks for all. */
const WITHOUT_FINDINGS: Readonly<Record<number, (server: ServerEvidence, all: Whole) => Judged>> = {
  1: () => ['pass', 'No credential stands in these files.'],
  2: (server) =>
    holdsCredential(server)
      ? ['review', 'What these credentials allow cannot be seen from here.']
      : ['pass', 'No server asks for more than it needs.'],
  3: ({ audited }) =>
    audited
      ? ['pass', 'Every server runs behind a gateway that keeps a log.']
      : ['review', 'Nothing in the config shows that calls are logged.'],
  4: (server, { ways }) => {
    if (!holdsCredential(server)) return NO_CREDENTIAL;
    if (server.literal)
      return ['fail', 'A credential written into a file is one more place to edit.'];
    return ways.size === 1
      ? ['pass', 'Every credential is looked up in one place.']
      : ['review', 'Credentials are looked up in more than one way.'];
  },
  5: () => ['pass', 'No other machine is reached unencrypted.'],
  6: (server, { environments }) => {
    if (!holdsCredential(server)) return NO_CREDENTIAL;
    const [only, ...more] = environments;
    if (more.length > 0) return ['pass', `No credential is shared by ${listed(environments)}.`];
    return only === undefined
      ? ['review', 'No name tells which environment these credentials are for.']
      : ['review', `Only one environment is seen here: ${only}.`];
  },
  7: (server) =>
    holdsCredential(server)
      ? ['review', 'Whether errors show credentials cannot be seen from a config.']
      : NO_CREDENTIAL,
  8: (server) =>
    holdsCredential(server)
      ? ['review', 'What happens on expiry cannot be seen from a config.']
      : NO_CREDENTIAL,
  9: ({ local }) =>
    local
      ? ['pass', 'Every package names exactly one version.']
      : ['not applicable', 'No server is started on this machine.'],
  10: ({ offSwitch, literal }) =>
    offSwitch && !literal
      ? ['pass', 'Every server can be switched off on its own.']
      : ['review', 'These hold a credential as text, or stop only together with their host.'],
};

const NO_CREDENTIAL: Judged = ['not applicable', 'No server holds a credential.'];

const FAILED = 'A finding here has to be put right.';
const REMARKED = 'A finding here asks for a look.';

/** From the one that decides over all the others down. */
const ORDER: readonly Status[] = ['fail', 'review', 'attested', 'pass', 'not applicable'];

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
  const rules = new Set(item.rules);
  const findings = files.flatMap(({ path, findings: found }) =>
    found.filter(({ rule }) => rules.has(rule)).map((finding) => ({ path, finding })),
  );
  const byServer = new Map<string, Finding[]>();
  for (const { path, finding } of findings) {
    const key = keyOf(path, finding.server);
    byServer.set(key, [...(byServer.get(key) ?? []), finding]);
  }
  const servers = files.flatMap((file) =>
    file.servers.map((server) => {
      const own = byServer.get(keyOf(file.path, server.name)) ?? [];
      const judged = judgeServer(item, server, own, all);
      return withWord(item, file, server, judged, now);
    }),
  );
  return { item, findings, servers, ...overall(item, servers, findings) };
}

function judgeServer(
  item: Item,
  server: ServerEvidence,
  findings: readonly Finding[],
  all: Whole,
): Judged {
  if (findings.some((finding) => fails(item, finding))) return ['fail', FAILED];
  if (findings.length > 0) return ['review', REMARKED];
  return WITHOUT_FINDINGS[item.number]?.(server, all) ?? ['review', item.question];
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
  const word = attestationOf(attestations, item.number, server, now);
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

function saidIn({ by, on, until, note }: Attestation): string {
  return `${by} looked on ${on}, good until ${until}${note ? `: ${note}` : '.'}`;
}

type Overall = Pick<ItemStatus, 'status' | 'evidence'>;

function overall(
  item: Item,
  servers: readonly ServerStatus[],
  findings: ItemStatus['findings'],
): Overall {
  const failures = findings.filter(({ finding }) => fails(item, finding)).length;
  if (failures > 0) return because('fail', [`${count(failures, 'finding')} to put right.`]);
  const status = ORDER.find((it) => servers.some((server) => server.status === it));
  if (status === undefined) return because('not applicable', ['No server is listed.']);
  // Findings about the file, or about servers that are off, ask for a look as well.
  const shown = new Set(servers.map(({ path, server }) => keyOf(path, server)));
  const loose = findings.filter(({ path, finding }) => !shown.has(keyOf(path, finding.server)));
  if (loose.length > 0 && status !== 'fail' && status !== 'review')
    return because('review', [remarks(loose.length)]);
  const deciding = servers.filter((server) => server.status === status);
  const settled = status === 'pass' || status === 'not applicable';
  return because(status, sentencesOf(deciding, findings.length), settled ? [] : deciding);
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

function holdsCredential({ literal, references }: ServerEvidence): boolean {
  return literal || references.length > 0;
}

function listed(names: ReadonlySet<string>): string {
  return [...names]
    .sort()
    .join(', ')
    .replace(/, ([^,]*)$/, ' and $1');
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
