import { headlineOf } from '../../rules/checklists/headline.ts';
import { serverOf } from '../../rules/engine/about.ts';
import type { Finding } from '../../rules/findings/finding.ts';
import type { ProbeRecord } from '../../rules/findings/probe-record.ts';
import { hostById } from '../../rules/hosts/index.ts';
import { safe } from '../../rules/secrets/safe.ts';
import { groupedBy } from '../../rules/text/groups.ts';
import type { ChecklistState, FileState, FindingState, ServerRow } from '../protocol.ts';
import { isInside } from '../workspace/inside.ts';
import { type FindingPlace, type KnownConfig, probeOf } from './known-config.ts';
import { type Known, listStates } from './list-state.ts';
import { severities } from './severities.ts';

/** What tells a folder's configs from a person's own. */
export interface Surroundings {
  readonly home: string;
  readonly inFolder: (path: string) => boolean;
  /** Whether a person wants both on one list. */
  readonly together: boolean;
}

/**
 * The checklist of all configs, ready to be sent.
 *
 * @param cut folders of which not all configs were looked at
 */
export function checklistState(
  configs: readonly KnownConfig[],
  now: number,
  around: Surroundings,
  cut: readonly string[] = [],
): ChecklistState {
  const sorted = [...configs].sort((a, b) => (a.uri < b.uri ? -1 : 1));
  const files = sorted.map(({ evidence }) => evidence);
  const shown = sorted.flatMap(({ places }) =>
    [...places].map(([finding, place]) => shownOf(finding, place)),
  );
  const known: Known = {
    now,
    configs: new Map(sorted.map((config) => [config.evidence.path, config])),
    places: new Map(shown.map(({ finding }, place) => [finding, place])),
  };
  return {
    inFolders: files.filter(({ path }) => around.inFolder(path)).length,
    configs: files.length,
    servers: files.reduce((sum, { servers }) => sum + servers.length, 0),
    files: sorted.map((it) => fileState(it, around)),
    rows: withNumbers(sorted.flatMap((it) => rowsOf(it, known))),
    findings: shown.map(({ state }) => state),
    lists: listStates(files, around, cut, known),
  };
}

function fileState({ uri, evidence }: KnownConfig, around: Surroundings): FileState {
  const host = hostById(evidence.host)?.label ?? evidence.host;
  const { path } = evidence;
  const { home, inFolder } = around;
  const shown = isInside(path, home) ? `~${path.slice(home.length)}` : path;
  return {
    uri,
    host,
    servers: evidence.servers.length,
    inFolder: inFolder(path),
    shown: safe.text(shown),
  };
}

interface Shown {
  readonly finding: Finding;
  readonly state: FindingState;
}

function shownOf(finding: Finding, place: FindingPlace): Shown {
  const { rule, severity, message } = finding;
  const problem = headlineOf(finding);
  const server = serverOf(finding);
  const state = { ...place, rule, severity: severities[severity], message, problem, server };
  return { finding, state };
}

/** Two servers of one name share what was found. */
function rowsOf(config: KnownConfig, { places, now }: Known): readonly ServerRow[] {
  const byServer = groupedBy([...config.places.keys()], serverOf);
  return config.rows.map((row) => {
    const own = byServer.get(row.name) ?? [];
    const shown = { ...row, findings: own.flatMap((it) => places.get(it) ?? []) };
    const probe = probeOf(config, row.name, now);
    return probe ? { ...shown, probed: probedState(probe) } : shown;
  });
}

function probedState({ on, steps }: ProbeRecord): NonNullable<ServerRow['probed']> {
  const verdicts = Object.values(steps);
  const count = (wanted: string): number => verdicts.filter((it) => it === wanted).length;
  return { on, passed: count('pass'), failed: count('fail') };
}

/** What is shared goes out as a number: a hash of a credential, keyed or not, is nobody's business but ours. */
function withNumbers(rows: readonly ServerRow[]): readonly ServerRow[] {
  const numbers = new Map<string, string>();
  const numberOf = (hash: string): string => {
    const number = numbers.get(hash) ?? String(numbers.size + 1);
    numbers.set(hash, number);
    return number;
  };
  return rows.map((row) => ({ ...row, shares: row.shares.map(numberOf) }));
}
