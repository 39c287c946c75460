import type { MadeUp } from './credentials.ts';

/** As long a piece is no chance. The last four may always show. */
const RUN = 9;
const ALLOWED_TAIL = 4;

/**
 * Finds a credential in what a server let out: as it is, escaped, in hex, in base64 at any alignment, reversed, and any
 * piece of it that is longer than its last characters.
 */
export class LeakFinder {
  readonly #runs: readonly string[];
  readonly #forms: readonly string[];

  constructor(credentials: readonly MadeUp[]) {
    this.#runs = credentials.flatMap(runsOf);
    this.#forms = credentials.flatMap(({ value }) => formsOf(value));
  }

  /** Whether a text holds any of them. Texts that arrived in pieces are to be joined before. */
  isIn(text: string): boolean {
    return (
      this.#forms.some((form) => text.includes(form)) ||
      this.#runs.some((run) => text.includes(run))
    );
  }

  /** The text without any of them, for hashes of lists in which a server repeats one. */
  masked(text: string, placeholder = '«credential»'): string {
    let result = text;
    for (const form of this.#forms) result = result.replaceAll(form, placeholder);
    return result;
  }
}

/** Every piece that tells more than what everybody knows in front and the last characters. */
function runsOf({ value, fixed }: MadeUp): readonly string[] {
  const runs: string[] = [];
  for (let start = 0; start + RUN <= value.length; start++) {
    // Of the piece, enough has to lie behind what is everybody's.
    if (start + RUN - fixed >= RUN - ALLOWED_TAIL) runs.push(value.slice(start, start + RUN));
  }
  return runs;
}

function formsOf(value: string): readonly string[] {
  if (value.length <= ALLOWED_TAIL) return [];
  const bytes = Buffer.from(value);
  const aligned = [0, 1, 2].flatMap((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    // The characters at the edges hang on their neighbours.
    const inner = encoded.replaceAll('=', '').slice(shift === 0 ? 0 : shift + 1, -2);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
  const forms = [
    value,
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    [...value].reverse().join(''),
    ...aligned.filter((it) => it.length >= RUN),
  ];
  return [...new Set(forms)];
}
