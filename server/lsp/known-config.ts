import type { Range } from 'vscode-languageserver';
import type { FileEvidence } from '../../rules/checklists/evidence.ts';
import { lastProbeOf } from '../../rules/checklists/probes.ts';
import type { Finding } from '../../rules/findings/finding.ts';
import type { ProbeRecord } from '../../rules/findings/probe-record.ts';
import type { Silenceable } from '../../rules/policy/ignores.ts';
import type { ProjectScope } from '../../rules/policy/policy.ts';
import type { SafeText } from '../../rules/secrets/safe.ts';
import type { ServerRow } from '../protocol.ts';

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

/** The last probe of a server that is on. */
export function probeOf(
  { evidence }: Pick<KnownConfig, 'evidence'>,
  server: SafeText,
  now: number,
): ProbeRecord | undefined {
  if (evidence.probes.length === 0) return undefined;
  const known = evidence.servers.find(({ name }) => name === server);
  return known && lastProbeOf(known, evidence.probes, now);
}
