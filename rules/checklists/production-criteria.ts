import type { Evidence } from '../findings/evidence.ts';
import type { ItemId } from '../findings/item-id.ts';
import { type SafeText, safe, sentence } from '../secrets/safe.ts';
import type { ServerEvidence } from './evidence.ts';

/** What is known of all servers together. */
export interface FleetSummary {
  /** How references look their values up, over all servers. */
  readonly ways: ReadonlySet<string>;
  readonly environments: ReadonlySet<string>;
}

/** What a criterion says of one server. */
export type Opinion = Pick<Evidence, 'says' | 'text' | 'accepted'>;

export type Criterion = (server: ServerEvidence, fleet: FleetSummary) => Opinion;

/**
 * What makes each item of the production list true of a server in which its rules found nothing; the first that is not
 * a pass speaks for all.
 */
export const productionCriteria: Readonly<Partial<Record<ItemId, Criterion>>> = {
  'production/1': () => pass(sentence`No credential stands in these files.`),
  'production/2': (server) =>
    holdsCredential(server)
      ? unclear(sentence`What these credentials allow cannot be seen from here.`)
      : pass(sentence`No server asks for more than it needs.`),
  'production/3': ({ audited }) =>
    audited
      ? pass(sentence`Every server runs behind a gateway that keeps a log.`)
      : unclear(sentence`Nothing in the config shows that calls are logged.`),
  'production/4': (server, { ways }) => {
    if (!holdsCredential(server)) return NO_CREDENTIAL;
    if (server.literal === 'open') return WRITTEN;
    if (server.literal === 'accepted') return ACCEPTED;
    return ways.size === 1
      ? pass(sentence`Every credential is looked up in one place.`)
      : unclear(sentence`Credentials are looked up in more than one way.`);
  },
  'production/5': () => pass(sentence`No other machine is reached unencrypted.`),
  'production/6': (server, { environments }) => {
    if (!holdsCredential(server)) return NO_CREDENTIAL;
    const names = listed(environments);
    if (environments.size > 1) return pass(sentence`No credential is shared by ${names}.`);
    return environments.size === 0
      ? unclear(sentence`No name tells which environment these credentials are for.`)
      : unclear(sentence`Only one environment is seen here: ${names}.`);
  },
  'production/7': (server) =>
    holdsCredential(server)
      ? unclear(sentence`Whether errors show credentials cannot be seen from a config.`)
      : NO_CREDENTIAL,
  'production/8': (server) =>
    holdsCredential(server)
      ? unclear(sentence`What happens on expiry cannot be seen from a config.`)
      : NO_CREDENTIAL,
  'production/9': ({ local }) =>
    local
      ? pass(sentence`Every package names exactly one version.`)
      : { says: 'not-applicable', text: sentence`No server is started on this machine.` },
  'production/10': ({ offSwitch, literal }) =>
    offSwitch && literal === 'none'
      ? pass(sentence`Every server can be switched off on its own.`)
      : unclear(sentence`These hold a credential as text, or stop only together with their host.`),
};

const NO_CREDENTIAL: Opinion = {
  says: 'not-applicable',
  text: sentence`No server holds a credential.`,
};

const WRITTEN: Opinion = {
  says: 'against',
  text: sentence`A credential written into a file is one more place to edit.`,
};

/** Why somebody accepted it is said by the finding. */
const ACCEPTED: Opinion = {
  says: 'against',
  text: sentence`A credential that somebody accepted stands in a file: one more place to edit.`,
  accepted: [],
};

function pass(text: SafeText): Opinion {
  return { says: 'for', text };
}

function unclear(text: SafeText): Opinion {
  return { says: 'unclear', text };
}

export function fleetOf(servers: readonly ServerEvidence[]): FleetSummary {
  const holders = servers.filter(holdsCredential);
  return {
    ways: new Set(holders.flatMap(({ references }) => references)),
    environments: new Set(holders.flatMap(({ environments }) => environments)),
  };
}

/** Whether a credential stands in a server, or a reference to one. */
function holdsCredential({ literal, references }: ServerEvidence): boolean {
  return literal !== 'none' || references.length > 0;
}

function listed(names: ReadonlySet<string>): SafeText {
  return safe.text(
    [...names]
      .sort()
      .join(', ')
      .replace(/, ([^,]*)$/, ' and $1'),
  );
}
