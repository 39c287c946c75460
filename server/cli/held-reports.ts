import type { SafeText } from '../../rules/secrets/safe.ts';
import { rangeKey } from '../../rules/text/span.ts';
import type { FileReport, FindingReport } from './report.ts';

/** What is said of a server, whatever it is called. */
type Kind = Omit<FindingReport, 'server' | 'pointer'>;

/** A report that has to wait for others. */
export interface HeldReport extends Pick<FileReport, 'path' | 'host'> {
  readonly kinds: readonly Kind[];
  /** For each of them. */
  readonly servers: readonly SafeText[];
  readonly pointers: readonly SafeText[];
}

/** So many are compared. */
const MOST_KINDS = 5_000;

/**
 * Keeps reports until they are settled. In ten thousand configs the same few things are said at the same few places: each
 * is kept once, and of a report hardly more than what servers are called.
 */
export class HeldReports {
  readonly #kinds = new Map<string, Kind>();

  hold({ path, host, findings }: FileReport): HeldReport {
    const kinds = findings.map((it) => this.#kindOf(it));
    const servers = findings.map(({ server }) => server);
    return { path, host, kinds, servers, pointers: findings.map(({ pointer }) => pointer) };
  }

  #kindOf(finding: FindingReport): Kind {
    const key = keyOf(finding);
    const known = key === undefined ? undefined : this.#kinds.get(key);
    if (known) return known;
    const { server: _, pointer: __, ...kind } = finding;
    if (key !== undefined && this.#kinds.size < MOST_KINDS) this.#kinds.set(key, kind);
    return kind;
  }
}

/** The same for all that say the same; undefined where more belongs to it than is compared. */
function keyOf({
  rule,
  severity,
  confidence,
  message,
  ...rest
}: FindingReport): string | undefined {
  const { range, related, fixes, suppressed } = rest;
  if (related.length > 0 || suppressed) return undefined;
  let key = `${rule}\n${severity}\n${confidence}\n${rangeKey(range)}\n${message}`;
  for (const { title, safe } of fixes) key += `\n${safe ? 'safe' : ''}\n${title}`;
  return key;
}

/** The report as it was. */
export function reportOf({ path, host, kinds, servers, pointers }: HeldReport): FileReport {
  return {
    path,
    host,
    findings: kinds.map(({ rule, severity, confidence, message, ...rest }, nth) => ({
      rule,
      severity,
      confidence,
      message,
      server: servers[nth] ?? message,
      pointer: pointers[nth] ?? message,
      ...rest,
    })),
  };
}
