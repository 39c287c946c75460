import type { ParkedEvidence } from '../../rules/checklists/evidence.ts';
import { serverOf } from '../../rules/engine/about.ts';
import type { Finding } from '../../rules/findings/finding.ts';
import type { Parked } from '../../rules/fixes/switch/park.ts';
import { switchOn } from '../../rules/fixes/switch/plan.ts';
import type { Host } from '../../rules/hosts/host.ts';
import { safe } from '../../rules/secrets/safe.ts';
import { rangesOf, type Span } from '../../rules/text/span.ts';
import type { FileInReach, Inspector } from './inspector.ts';
import { besideOf, parkedIn } from './switches.ts';

/** What is wrong with the servers that were taken out of a config, where it stands in the file that keeps them. */
export interface ParkedFindings {
  readonly path: string;
  readonly text: string;
  readonly findings: readonly Finding[];
}

/**
 * Judges the servers that are kept beside a config: a secret in them is on the disk all the same. They are put back into
 * the text, and judged as the rules judge servers that are off.
 *
 * @param text of the config
 * @param kept of the file beside it; undefined where there is none
 * @returns undefined where nothing is kept
 */
export function judgeParked(
  inspector: Inspector,
  file: FileInReach,
  host: Host,
  text: string,
  kept: string | undefined,
): ParkedFindings | undefined {
  const parked = parkedIn(kept, text).filter(({ kind }) => kind !== 'change');
  if (kept === undefined || parked.length === 0) return undefined;
  const names = new Set(parked.map(({ name }) => name));
  const shown = new Set([...names].map((name) => String(safe.name(name))));
  const path = besideOf(file.path);
  const findings = textsWith(text, host, parked).flatMap((whole) =>
    inspector
      .judgeOff(file, whole, names)
      .findings.filter((it) => shown.has(serverOf(it)))
      .map((it) => ({
        ...it,
        at: { file: path, span: placeIn(kept, whole, it.at.span) },
        related: [],
        fixes: [],
      })),
  );
  return { path, text: kept, findings };
}

/** The same as evidence, without its text. @param path as the file is named */
export function parkedEvidence({ findings, text }: ParkedFindings, path: string): ParkedEvidence {
  const open = findings.filter(({ suppressed }) => suppressed === null);
  const silenced = findings.filter(({ suppressed }) => suppressed !== null);
  const ranges = rangesOf(
    text,
    [...open, ...silenced].map(({ at }) => at.span),
  );
  return { path, findings: open, silenced, ranges };
}

/** The config with all of them back in it; each that does not fit any more in a text of its own. */
function textsWith(text: string, host: Host, parked: readonly Parked[]): readonly string[] {
  let state = { text, listed: undefined as string | undefined, parked };
  const apart: string[] = [];
  for (const one of [...parked].reverse()) {
    const next = switchOn(state, host, one.name);
    if (next) state = { ...next };
    else apart.push(alone(one, host));
  }
  return state.text === text ? apart : [state.text, ...apart];
}

/** As much of a config as the entry needs around it. YAML has its indentation with it. */
function alone({ kind, steps, taken }: Parked, host: Host): string {
  if (kind === 'file' || host.format !== 'json') return taken;
  const open = steps.map((step) => `{${JSON.stringify(step)}:`).join('');
  return `${open}{${taken}}${'}'.repeat(steps.length)}`;
}

/** Where a piece of the text stands in the file that keeps it, as JSON writes it there. */
function placeIn(kept: string, whole: string, { start, end }: Span): Span {
  const written = JSON.stringify(whole.slice(start, end)).slice(1, -1);
  const at = kept.indexOf(written);
  return at < 0 ? { start: 0, end: 0 } : { start: at, end: at + written.length };
}
