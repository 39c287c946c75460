import type { Status } from './checklist.ts';
import type { ServerEvidence } from './evidence.ts';

/** A status and the sentence that says why. */
export type Judged = readonly [status: Status, text: string];

/** What is known of all servers together. */
export interface Whole {
  /** How references look their values up, over all servers. */
  readonly ways: ReadonlySet<string>;
  readonly environments: ReadonlySet<string>;
}

/** What makes each item true of a server without findings; the first that is not `pass` speaks for all. */
export const WITHOUT_FINDINGS: Readonly<
  Record<string, (server: ServerEvidence, all: Whole) => Judged>
> = {
  'production/1': () => ['pass', 'No credential stands in these files.'],
  'production/2': (server) =>
    holdsCredential(server)
      ? ['review', 'What these credentials allow cannot be seen from here.']
      : ['pass', 'No server asks for more than it needs.'],
  'production/3': ({ audited }) =>
    audited
      ? ['pass', 'Every server runs behind a gateway that keeps a log.']
      : ['review', 'Nothing in the config shows that calls are logged.'],
  'production/4': (server, { ways }) => {
    if (!holdsCredential(server)) return NO_CREDENTIAL;
    if (server.literal === 'open')
      return ['fail', 'A credential written into a file is one more place to edit.'];
    if (server.literal === 'accepted') return ['accepted', WRITTEN];
    return ways.size === 1
      ? ['pass', 'Every credential is looked up in one place.']
      : ['review', 'Credentials are looked up in more than one way.'];
  },
  'production/5': () => ['pass', 'No other machine is reached unencrypted.'],
  'production/6': (server, { environments }) => {
    if (!holdsCredential(server)) return NO_CREDENTIAL;
    const [only, ...more] = environments;
    if (more.length > 0) return ['pass', `No credential is shared by ${listed(environments)}.`];
    return only === undefined
      ? ['review', 'No name tells which environment these credentials are for.']
      : ['review', `Only one environment is seen here: ${only}.`];
  },
  'production/7': (server) =>
    holdsCredential(server)
      ? ['review', 'Whether errors show credentials cannot be seen from a config.']
      : NO_CREDENTIAL,
  'production/8': (server) =>
    holdsCredential(server)
      ? ['review', 'What happens on expiry cannot be seen from a config.']
      : NO_CREDENTIAL,
  'production/9': ({ local }) =>
    local
      ? ['pass', 'Every package names exactly one version.']
      : ['not applicable', 'No server is started on this machine.'],
  'production/10': ({ offSwitch, literal }) =>
    offSwitch && literal === 'none'
      ? ['pass', 'Every server can be switched off on its own.']
      : ['review', 'These hold a credential as text, or stop only together with their host.'],
};

const NO_CREDENTIAL: Judged = ['not applicable', 'No server holds a credential.'];

export const WRITTEN =
  'A credential that somebody accepted stands in a file: one more place to edit.';

/** Whether a credential stands in a server, or a reference to one. */
export function holdsCredential({ literal, references }: ServerEvidence): boolean {
  return literal !== 'none' || references.length > 0;
}

function listed(names: ReadonlySet<string>): string {
  return [...names]
    .sort()
    .join(', ')
    .replace(/, ([^,]*)$/, ' and $1');
}
