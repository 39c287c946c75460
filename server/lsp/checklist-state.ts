import type { Range } from 'vscode-languageserver';
import type { ItemStatus, SubjectStatus } from '../../rules/checklists/checklist.ts';
import { type FileEvidence, unreadEvidence } from '../../rules/checklists/evidence.ts';
import { judgeConfigs } from '../../rules/checklists/index.ts';
import { lastProbeOf } from '../../rules/checklists/probes.ts';
import { placeOf, serverOf } from '../../rules/engine/about.ts';
import type { Finding } from '../../rules/findings/finding.ts';
import type { ItemId } from '../../rules/findings/item-id.ts';
import type { ProbeRecord } from '../../rules/findings/probe-record.ts';
import { hostById } from '../../rules/hosts/index.ts';
import type { Silenceable } from '../../rules/policy/ignores.ts';
import type { ProjectScope } from '../../rules/policy/policy.ts';
import { type SafeText, safe, sentence } from '../../rules/secrets/safe.ts';
import type {
  ChecklistState,
  FileState,
  FindingState,
  ItemState,
  ServerRow,
  ServerState,
} from '../protocol.ts';
import { isInside } from '../workspace/inside.ts';
import { severities } from './severities.ts';

/** One config in reach: what it showed, without its text. */
export interface KnownConfig {
  readonly uri: string;
  readonly evidence: FileEvidence;
  readonly ranges: ReadonlyMap<Finding, Range>;
  readonly rows: readonly ServerRow[];
  /** Findings that somebody silenced. */
  readonly silenced: readonly Silenced[];
  /** What the team wrote down about it. */
  readonly project: ProjectScope | undefined;
}

export type Silenced = Pick<Silenceable, 'rule' | 'server' | 'pointer'>;

/** What tells a folder's configs from a person's own. */
export interface Surroundings {
  readonly home: string;
  readonly inFolder: (path: string) => boolean;
}

/**
 * The checklist of all configs together, ready to be sent.
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
  const byPath = new Map(sorted.map((config) => [config.evidence.path, config]));
  const files = sorted.map(({ evidence }) => evidence);
  const beyond = cut.map((folder) => unreadEvidence(folder, ''));
  const items = judgeConfigs([...files, ...beyond], now);
  const own = files.filter(({ path }) => around.inFolder(path));
  // A person's own configs are on every window's list, and no folder's fault.
  const ofFolder = own.length === files.length ? items : judgeConfigs([...own, ...beyond], now);
  return {
    inFolders: own.length,
    failing: ofFolder.filter(({ status }) => status === 'fail').length,
    configs: files.length,
    servers: files.reduce((sum, { servers }) => sum + servers.length, 0),
    files: sorted.map((it) => fileState(it, around)),
    rows: withNumbers(sorted.flatMap((it) => withProbes(it, now))),
    items: items.map((status) => itemState(status, byPath, now)),
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

function itemState(
  { item, status, reasons, subjects, findings }: ItemStatus,
  configs: ReadonlyMap<string, KnownConfig>,
  now: number,
): ItemState {
  const { id, number, title, short, severity, effort, question } = item;
  return {
    id,
    number,
    title,
    short,
    severity,
    effort,
    question,
    status,
    evidence: reasons.map(({ text, about }) => {
      const path = about && placeOf(about);
      const uri = path === undefined ? undefined : configs.get(path)?.uri;
      const isElsewhere = path !== undefined && uri === undefined;
      return { text: isElsewhere ? sentence`${safe.text(path)}: ${text}` : text, uri: uri ?? null };
    }),
    servers: subjects.flatMap((it) => serverState(configs.get(placeOf(it.about)), it, id, now)),
    findings: findings.flatMap(({ path, finding }) => findingState(configs.get(path), finding)),
  };
}

function serverState(
  config: KnownConfig | undefined,
  { about, status, text, word }: SubjectStatus,
  item: ItemId,
  now: number,
): ServerState[] {
  if (config === undefined || about.kind !== 'server') return [];
  const { uri } = config;
  const attestation = word && {
    by: word.person,
    on: word.on,
    until: word.until,
    note: word.note ?? sentence``,
    kept: word.path === uri ? ('person' as const) : ('project' as const),
  };
  const probe = probeOf(config, about.name, now);
  const probed = probe?.items[item] === undefined ? null : probe.on;
  return [{ uri, server: about.name, status, text, attestation: attestation ?? null, probed }];
}

function findingState(config: KnownConfig | undefined, finding: Finding): FindingState[] {
  const range = config?.ranges.get(finding);
  if (!config || !range) return [];
  const { rule, severity, message } = finding;
  return [
    {
      uri: config.uri,
      range,
      rule,
      severity: severities[severity],
      message,
      server: serverOf(finding),
    },
  ];
}

function probeOf(
  { evidence }: KnownConfig,
  server: SafeText,
  now: number,
): ProbeRecord | undefined {
  const known = evidence.servers.find(({ name }) => name === server);
  return known && lastProbeOf(known, evidence.probes, now);
}

function withProbes(config: KnownConfig, now: number): readonly ServerRow[] {
  if (config.evidence.probes.length === 0) return config.rows;
  return config.rows.map((row) => {
    const probe = probeOf(config, row.name, now);
    if (!probe) return row;
    const verdicts = Object.values(probe.steps);
    const count = (wanted: string): number => verdicts.filter((it) => it === wanted).length;
    return { ...row, probed: { on: probe.on, passed: count('pass'), failed: count('fail') } };
  });
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
