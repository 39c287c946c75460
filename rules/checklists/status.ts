import type { Checklist, Evidence, Item, ItemStatus, Status } from './checklist.ts';
import type { FileEvidence, ServerEvidence } from './evidence.ts';

interface Judged {
  readonly status: Status;
  readonly evidence: readonly Evidence[];
}

/** Everything an item is judged by. */
interface Situation {
  readonly servers: readonly { readonly path: string; readonly server: ServerEvidence }[];
  /** How many findings of the item's rules fail it: errors and warnings. */
  readonly failures: number;
  /** How many are left that only ask for a look. */
  readonly remarks: number;
  /** Whether any of the item's rules is part of this version. */
  readonly checked: boolean;
}

/** What makes each item true, where the absence of findings alone does not. */
const WITHOUT_FINDINGS: Readonly<Record<number, (situation: Situation) => Judged>> = {
  1: () => pass('No credential stands in these files.'),
  2: ({ servers, checked }) => {
    if (!checked) return review('Permissions are not checked by this version: look yourself.');
    const holders = servers.filter(({ server }) => holdsCredential(server));
    if (holders.length === 0) return pass('No server asks for more than it needs.');
    return review('What these credentials allow cannot be seen from here.', holders);
  },
  3: ({ servers }) => {
    const open = servers.filter(({ server }) => !server.audited);
    if (open.length === 0) return pass('Every server runs behind a gateway that keeps a log.');
    return review('Nothing in the config shows that calls are logged.', open);
  },
  4: ({ servers }) => {
    const holders = servers.filter(({ server }) => holdsCredential(server));
    if (holders.length === 0) return notApplicable('No server holds a credential.');
    const literal = holders.filter(({ server }) => server.literal);
    if (literal.length > 0)
      return fail('A credential written into a file is one more place to edit.', literal);
    const ways = new Set(holders.flatMap(({ server }) => server.references));
    if (ways.size === 1) return pass('Every credential is looked up in one place.');
    return review('Credentials are looked up in more than one way.', holders);
  },
  5: () => pass('No other machine is reached unencrypted.'),
  6: () => review('Whether environments share credentials is for a person to tell.'),
  7: ({ servers }) =>
    askHolders(servers, 'Whether errors show credentials cannot be seen from a config.'),
  8: ({ servers }) => askHolders(servers, 'What happens on expiry cannot be seen from a config.'),
  9: ({ servers }) =>
    servers.some(({ server }) => server.local)
      ? pass('Every package names exactly one version.')
      : notApplicable('No server is started on this machine.'),
  10: ({ servers }) => {
    const open = servers.filter(({ server }) => !server.offSwitch || server.literal);
    if (open.length === 0) return pass('Every server can be switched off on its own.');
    return review('These hold a credential as text, or stop only together with their host.', open);
  },
};

/**
 * The status of every item, from what was found in all files together.
 *
 * @param checklist whose items to judge
 * @param files what each config showed
 * @param ruleIds the rules this version has
 */
export function judgeChecklist(
  checklist: Checklist,
  files: readonly FileEvidence[],
  ruleIds: ReadonlySet<string>,
): readonly ItemStatus[] {
  const servers = files.flatMap(({ path, servers }) => servers.map((server) => ({ path, server })));
  return checklist.items.map((item) => judgeItem(item, files, servers, ruleIds));
}

function judgeItem(
  item: Item,
  files: readonly FileEvidence[],
  servers: Situation['servers'],
  ruleIds: ReadonlySet<string>,
): ItemStatus {
  const findings = files.flatMap(({ path, findings: all }) =>
    all.filter(({ rule }) => item.rules.includes(rule)).map((finding) => ({ path, finding })),
  );
  const failures = findings.filter(
    ({ finding }) => finding.severity === 'error' || finding.severity === 'warning',
  );
  const situation: Situation = {
    servers,
    failures: failures.length,
    remarks: findings.length - failures.length,
    checked: item.rules.some((rule) => ruleIds.has(rule)),
  };
  return { item, findings, ...judge(item, situation) };
}

function judge(item: Item, situation: Situation): Judged {
  if (situation.failures > 0) return fail(`${count(situation.failures, 'finding')} to put right.`);
  if (situation.servers.length === 0) return notApplicable('No server is listed.');
  if (situation.remarks > 0) return review(`${count(situation.remarks, 'finding')} to look at.`);
  return WITHOUT_FINDINGS[item.number]?.(situation) ?? review(item.question);
}

function askHolders(servers: Situation['servers'], text: string): Judged {
  const holders = servers.filter(({ server }) => holdsCredential(server));
  return holders.length === 0
    ? notApplicable('No server holds a credential.')
    : review(text, holders);
}

function holdsCredential({ literal, references }: ServerEvidence): boolean {
  return literal || references.length > 0;
}

function pass(text: string): Judged {
  return { status: 'pass', evidence: [{ text }] };
}

function notApplicable(text: string): Judged {
  return { status: 'not applicable', evidence: [{ text }] };
}

function fail(text: string, about: Situation['servers'] = []): Judged {
  return { status: 'fail', evidence: [{ text }, ...perServer(about)] };
}

function review(text: string, about: Situation['servers'] = []): Judged {
  return { status: 'review', evidence: [{ text }, ...perServer(about)] };
}

function perServer(about: Situation['servers']): readonly Evidence[] {
  return about.map(({ path, server }) => ({ text: server.name, path, server: server.name }));
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
