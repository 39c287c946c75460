import type { Finding, Related } from '../../rules/findings/finding.ts';
import { type Change, changeOf, shifted, stretched } from '../../rules/text/change.ts';
import type { Span } from '../../rules/text/span.ts';

interface Shown {
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly settled: boolean;
}

/**
 * Keeps what is shown of a file calm while somebody types in it. On the lines that are being typed nothing comes and
 * nothing goes, whatever is found in words that are half there, until there is a pause.
 */
export class Calm {
  readonly #shown = new Map<string, Shown>();

  /**
   * @param text the file as it is now
   * @param found what is found in it
   * @param paused whether nobody types: then it is shown as it was found
   * @returns what to show, and whether that is what was found
   */
  of(
    file: string,
    text: string,
    found: readonly Finding[],
    paused: boolean,
  ): { readonly findings: readonly Finding[]; readonly settled: boolean } {
    const last = this.#shown.get(file);
    const shown = paused || !last ? found : calmed(last, text, found);
    const settled = shown === found;
    this.#shown.set(file, { text, findings: shown, settled });
    return { findings: shown, settled };
  }

  forget(file: string): void {
    this.#shown.delete(file);
  }
}

function calmed(last: Shown, text: string, found: readonly Finding[]): readonly Finding[] {
  if (last.text === text) return last.settled ? found : last.findings;
  const change = changeOf(last.text, text);
  const lines = linesAround(text, change);
  const isOn = ({ at: { span } }: Finding): boolean =>
    span.start <= lines.end && span.end >= lines.start;
  const waiting = last.findings
    .map((it) => movedFinding(it, change, stretched))
    .flatMap((it) => (it && isOn(it) ? [it] : []));
  let isSame = true;
  const shown = found.filter((it) => {
    if (!isOn(it)) return true;
    const index = waiting.findIndex(({ rule }) => rule === it.rule);
    if (index >= 0) waiting.splice(index, 1);
    else isSame = false;
    return index >= 0;
  });
  if (isSame && waiting.length === 0) return found;
  return [...shown, ...waiting].sort((a, b) => a.at.span.start - b.at.span.start);
}

/** The lines that a change is on. */
function linesAround(text: string, { from, after }: Change): Span {
  const end = text.indexOf('\n', after);
  return { start: text.lastIndexOf('\n', from - 1) + 1, end: end < 0 ? text.length : end };
}

/**
 * A finding of an earlier text where it is now, without its fixes: they would edit the earlier one.
 *
 * @param move `shifted` leaves out what was changed itself
 */
export function movedFinding(
  finding: Finding,
  change: Change,
  move: typeof shifted | typeof stretched,
): Finding | undefined {
  const { at, related } = finding;
  const span = move(change, at.span);
  if (!span || (span.end <= span.start && at.span.end > at.span.start)) return undefined;
  return {
    ...finding,
    at: { ...at, span },
    fixes: [],
    related: related.flatMap((it): readonly Related[] => {
      if ('range' in it.at || it.at.file !== at.file) return [it];
      const own = shifted(change, it.at.span);
      return own ? [{ ...it, at: { ...it.at, span: own } }] : [];
    }),
  };
}
