import type { AuditLog } from '../findings/audit.ts';
import type { Evidence } from '../findings/evidence.ts';
import type { ItemId } from '../findings/item-id.ts';
import { count } from '../secrets/count.ts';
import { type SafeText, safe, sentence } from '../secrets/safe.ts';
import type { ServerEvidence } from './evidence.ts';

/** What is known of all servers together. */
export interface FleetSummary {
  /** How references look their values up, over all servers. */
  readonly ways: ReadonlySet<string>;
  /** Whether credentials are for more than one environment, as far as names tell. */
  readonly separation: Opinion;
}

/** What a criterion says of one server. */
type Opinion = Pick<Evidence, 'says' | 'text' | 'accepted'>;

type Criterion = (server: ServerEvidence, fleet: FleetSummary) => Opinion;

const NO_CREDENTIAL = notApplicable(sentence`No credential is held here.`);

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

const ONE_WAY = pass(sentence`Credentials here are looked up in one place.`);
const SEVERAL_WAYS = unclear(sentence`Credentials are looked up in more than one way.`);
const BEHIND_GATEWAY = pass(sentence`Calls run through a gateway that keeps a log.`);
const NOT_LOGGED = unclear(sentence`Nothing in the config shows that calls are logged.`);
const EXPIRY_UNKNOWN = unclear(sentence`What happens on expiry cannot be seen from a config.`);

const NO_ENVIRONMENT = unclear(
  sentence`No name tells which environment these credentials are for.`,
);

/**
 * What makes each item of the production list true of a server in which its rules found nothing; the first that is not
 * a pass speaks for all. Their sentences are made once, as the servers may be many. Each speaks of one server alone: another
 * one may hold what it denies.
 */
export const productionCriteria: Readonly<Partial<Record<ItemId, Criterion>>> = {
  'production/1': always(pass(sentence`No credential stands here as text.`)),
  'production/2': where(
    holdsCredential,
    unclear(sentence`What these credentials allow cannot be seen from here.`),
    pass(sentence`Nothing here asks for more than it needs.`),
  ),
  'production/3': ({ audited, audit }) =>
    audited ? (audit ? loggedIn(audit) : BEHIND_GATEWAY) : NOT_LOGGED,
  'production/4': (server, { ways }) => {
    if (!holdsCredential(server)) return NO_CREDENTIAL;
    if (server.literal === 'open') return WRITTEN;
    if (server.literal === 'accepted') return ACCEPTED;
    return ways.size === 1 ? ONE_WAY : SEVERAL_WAYS;
  },
  'production/5': always(pass(sentence`No other machine is reached unencrypted from here.`)),
  'production/6': (server, { separation }) =>
    holdsCredential(server) ? separation : NO_CREDENTIAL,
  'production/7': where(
    holdsCredential,
    unclear(sentence`Whether errors show credentials cannot be seen from a config.`),
    NO_CREDENTIAL,
  ),
  'production/8': (server) => {
    if (!holdsCredential(server)) return NO_CREDENTIAL;
    if (server.ends === undefined) return EXPIRY_UNKNOWN;
    const day = safe.text(server.ends);
    return unclear(
      sentence`A credential ends on ${day}; what happens then cannot be seen from a config.`,
    );
  },
  'production/9': where(
    ({ local }) => local,
    pass(sentence`Everything started here names exactly one version.`),
    notApplicable(sentence`Nothing is started here on this machine.`),
  ),
  'production/10': where(
    ({ offSwitch, literal }) => offSwitch && literal === 'none',
    pass(sentence`What runs here can be switched off on its own.`),
    unclear(sentence`These hold a credential as text, or stop only together with their host.`),
  ),
};

function always(opinion: Opinion): Criterion {
  return () => opinion;
}

function where(test: (server: ServerEvidence) => boolean, yes: Opinion, no: Opinion): Criterion {
  return (server) => (test(server) ? yes : no);
}

function pass(text: SafeText): Opinion {
  return { says: 'for', text };
}

function unclear(text: SafeText): Opinion {
  return { says: 'unclear', text };
}

function notApplicable(text: SafeText): Opinion {
  return { says: 'not-applicable', text };
}

/** What the criteria want to know of all servers together. */
export function fleetOf(servers: readonly ServerEvidence[]): FleetSummary {
  const holders = servers.filter(holdsCredential);
  const environments = new Set(holders.flatMap((server) => server.environments));
  return {
    ways: new Set(holders.flatMap(({ references }) => references)),
    separation: separationOf(environments),
  };
}

function separationOf(environments: ReadonlySet<string>): Opinion {
  if (environments.size === 0) return NO_ENVIRONMENT;
  const names = listed(environments);
  return environments.size > 1
    ? pass(sentence`No credential here is shared by ${names}.`)
    : unclear(sentence`Only one environment is seen here: ${names}.`);
}

/** More names than these are not read; the gateway lists them all. */
const NAMES = 8;

/** The two questions of the item, answered by the log: which credentials were used, and by whom. */
function loggedIn({ gateway, services, agents, calls, denied, unnamed, cut }: AuditLog): Opinion {
  const whose = sentence`The log of ${safe.text(gateway)} holds`;
  if (calls === 0) return pass(sentence`${whose} no call of the last 24 hours.`);
  const more = cut ? sentence`at least ` : sentence``;
  const used = sentence`${more}${count(calls, 'call')} of the last 24 hours to ${named(services)}`;
  const refused = denied > 0 ? sentence`, ${denied} of them denied` : sentence``;
  if (agents.length === 0)
    return unclear(sentence`${whose} ${used}${refused}; none says who made it.`);
  const rest = unnamed > 0 ? sentence`; ${count(unnamed, 'call')} without a name` : sentence``;
  return pass(sentence`${whose} ${used}, by ${named(agents)}${refused}${rest}.`);
}

function named(names: readonly string[]): SafeText {
  const shown = names.slice(0, NAMES).map((it) => safe.name(it));
  const more = names.length - shown.length;
  return more > 0 ? sentence`${safe.join(shown, ', ')} and ${more} more` : listed(new Set(shown));
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
