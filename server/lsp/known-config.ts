import type { Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileEvidence, ParkedEvidence } from '../../rules/checklists/evidence.ts';
import { askedWords, lastProbeOf } from '../../rules/checklists/probes.ts';
import type { Finding } from '../../rules/findings/finding.ts';
import type { ProbeRecord } from '../../rules/findings/probe-record.ts';
import type { Silenceable } from '../../rules/policy/ignores.ts';
import type { ProjectScope } from '../../rules/policy/policy.ts';
import type { SafeText } from '../../rules/secrets/safe.ts';
import { rangeOf } from '../machine/ranges.ts';
import type { RowState } from '../protocol.ts';

/** One config in reach: what it showed, without its text. */
export interface KnownConfig {
  readonly uri: string;
  readonly evidence: FileEvidence;
  /** Where each finding stands that nobody silenced. */
  readonly places: ReadonlyMap<Finding, FindingPlace>;
  readonly rows: readonly RowState[];
  /** Findings that somebody silenced. */
  readonly silenced: readonly Silenced[];
  /** What the team wrote down about it. */
  readonly project: ProjectScope | undefined;
}

/** A config's own text, or the file beside it that keeps what was taken out of it. */
export interface FindingPlace {
  readonly uri: string;
  readonly range: Range;
}

export type Silenced = Pick<Silenceable, 'rule' | 'server' | 'pointer'>;

/** Where the findings of a config stand, those of servers included that are kept beside it. */
export function placesOf(
  document: TextDocument,
  findings: readonly Finding[],
  parked: ParkedEvidence | undefined,
  uriOf: (path: string) => string,
): ReadonlyMap<Finding, FindingPlace> {
  const { uri } = document;
  const places = new Map(findings.map((it) => [it, { uri, range: rangeOf(document, it.at.span) }]));
  for (const [nth, it] of parked?.findings.entries() ?? []) {
    const range = parked?.ranges[nth];
    if (parked && range) places.set(it, { uri: uriOf(parked.path), range });
  }
  return places;
}

/** What providers said last of the credentials of a server that is on. */
export function askedOf(
  { evidence }: Pick<KnownConfig, 'evidence'>,
  server: SafeText,
  now: number,
): ReturnType<typeof askedWords> {
  if (evidence.probes.length === 0) return [];
  const known = evidence.servers.find(({ name }) => name === server);
  return known ? askedWords(known, evidence.probes, now) : [];
}

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
