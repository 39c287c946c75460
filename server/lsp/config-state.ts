import type { SubjectStatus } from '../../rules/checklists/checklist.ts';
import { headlineOf } from '../../rules/checklists/headline.ts';
import { configChecklists } from '../../rules/checklists/index.ts';
import { probesOn } from '../../rules/checklists/probes.ts';
import { serverOf } from '../../rules/engine/about.ts';
import type { Word } from '../../rules/findings/evidence.ts';
import type { Finding } from '../../rules/findings/finding.ts';
import type { ItemId } from '../../rules/findings/item-id.ts';
import type { ProbeRecord } from '../../rules/findings/probe-record.ts';
import { hostById } from '../../rules/hosts/index.ts';
import { daysLeft, endsSoon } from '../../rules/policy/attestations.ts';
import { type SafeText, safe, sentence } from '../../rules/secrets/safe.ts';
import { groupedBy } from '../../rules/text/groups.ts';
import type {
  AttestationState,
  ConfigState,
  FileState,
  FindingState,
  ItemPart,
  ListHead,
  RowState,
  ServerState,
} from '../protocol.ts';
import { isInside } from '../workspace/inside.ts';
import { askedOf, type FindingPlace, type KnownConfig, probeOf } from './known-config.ts';
import type { Parts } from './list-heads.ts';
import { severities } from './severities.ts';

/** What is known of a config when it is told of. */
export interface Told {
  readonly config: KnownConfig;
  readonly scope: ListHead['scope'];
  readonly inFolder: boolean;
  readonly parts: Parts;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * One config and what is said of it, ready to be sent.
 *
 * @param numberOf what stands for the hash of a credential: it is nobody's business but ours, keyed or not
 */
export function configState(
  { config, scope, inFolder, parts, now }: Told,
  home: string,
  numberOf: (hash: string) => string,
): ConfigState {
  const places = new Map([...config.places.keys()].map((it, place) => [it, place]));
  const findings = [...config.places].map(([finding, place]) => findingState(finding, place));
  const rows = rowsOf(config, places, now);
  return {
    file: fileState(config, inFolder, home),
    scope,
    rows: rows.map((row) => ({ ...row, shares: row.shares.map(numberOf) })),
    findings,
    items: configChecklists.flatMap(({ items }, list) =>
      items.map((item, index): ItemPart => {
        const { subjects = [], findings: found = [] } = parts[list]?.[index] ?? {};
        return {
          id: item.id,
          servers: subjects.flatMap((it) => serverState(config, it, item.id, now)),
          findings: found.flatMap(({ finding }) => places.get(finding) ?? []),
        };
      }),
    ),
  };
}

function fileState({ uri, evidence }: KnownConfig, inFolder: boolean, home: string): FileState {
  const host = hostById(evidence.host)?.label ?? evidence.host;
  const { path } = evidence;
  const shown = isInside(path, home) ? `~${path.slice(home.length)}` : path;
  return { uri, host, servers: evidence.servers.length, inFolder, shown: safe.text(shown) };
}

function findingState(finding: Finding, place: FindingPlace): FindingState {
  const { rule, severity, message } = finding;
  const problem = headlineOf(finding);
  const server = serverOf(finding);
  return { ...place, rule, severity: severities[severity], message, problem, server };
}

/** Two servers of one name share what was found. */
function rowsOf(
  config: KnownConfig,
  places: ReadonlyMap<Finding, number>,
  now: number,
): readonly RowState[] {
  const byServer = groupedBy([...config.places.keys()], serverOf);
  return config.rows.map((row) => {
    const own = byServer.get(row.name) ?? [];
    const shown = { ...row, findings: own.flatMap((it) => places.get(it) ?? []) };
    const probe = probeOf(config, row.name, now);
    const asked = askedOf(config, row.name, now).length;
    return { ...shown, asked, probed: probe ? probedState(probe) : null };
  });
}

function probedState({ on, steps }: ProbeRecord): NonNullable<RowState['probed']> {
  const verdicts = Object.values(steps);
  const count = (wanted: string): number => verdicts.filter((it) => it === wanted).length;
  return { on, passed: count('pass'), failed: count('fail') };
}

function serverState(
  config: KnownConfig,
  { about, status, text, word }: SubjectStatus,
  item: ItemId,
  now: number,
): ItemPart['servers'] {
  if (about.kind !== 'server') return [];
  const attestation = word ? attestationState(config.uri, word, status === 'attested', now) : null;
  const probed = probeWord(config, about.name, item, now);
  return [{ server: about.name, status, text, attestation, probed }];
}

function probeWord(
  config: KnownConfig,
  server: SafeText,
  item: ItemId,
  now: number,
): ServerState['probed'] {
  const { evidence } = config;
  if (evidence.probes.length === 0) return null;
  const known = evidence.servers.find(({ name }) => name === server);
  if (!known) return null;
  const isProbe = probeOf(config, server, now)?.items[item] !== undefined;
  const [word] = probesOn(item, known, evidence.probes, now);
  if (!word) return isProbe ? { isProbe, says: 'review', text: sentence`` } : null;
  const says = word.says === 'against' ? 'fail' : word.says === 'for' ? 'pass' : 'review';
  return { isProbe, says, text: word.text };
}

function attestationState(
  uri: string,
  { person, on, until, note, path }: Word,
  counts: boolean,
  now: number,
): AttestationState {
  return {
    by: person,
    on,
    until,
    note: note ?? sentence``,
    kept: path === uri ? 'person' : 'project',
    ...(counts && endsSoon(until, now) && { endsIn: daysLeft(until, now) }),
  };
}
