/** Longer words are no slip of the pen, and comparing them costs time. */
const LONGEST = 60;

/**
 * The one candidate that was probably meant: a slip of the pen away, or with most words in common.
 *
 * @param written what a person wrote
 * @param candidates what there is; where two are as near, the first one wins
 * @returns undefined where nothing is near
 */
export function nearest(written: string, candidates: readonly string[]): string | undefined {
  const word = written.toLowerCase();
  if (word === '' || word.length > LONGEST) return undefined;
  let best: string | undefined;
  let least = slips(word) + 1;
  for (const candidate of candidates) {
    const away = distance(word, candidate.toLowerCase(), least);
    if (away < least) [best, least] = [candidate, away];
  }
  return best ?? bySharedWords(word, candidates);
}

/** How many slips a word of this length may hold. */
function slips({ length }: string): number {
  if (length < 4) return 1;
  return length < 9 ? 2 : 3;
}

/** The candidate of whose words the most were written. */
function bySharedWords(word: string, candidates: readonly string[]): string | undefined {
  const written = wordsOf(word).filter(({ length }) => length > 2);
  let best: string | undefined;
  let most = 0;
  for (const candidate of candidates) {
    const words = wordsOf(candidate);
    const shared = words.filter((it) => written.some((own) => isSame(it, own))).length;
    const share = shared / (words.length + written.length - shared || 1);
    if (share > most) [best, most] = [candidate, share];
  }
  return best;
}

function isSame(word: string, written: string): boolean {
  return word.startsWith(written) || (word.length > 4 && distance(word, written, 2) < 2);
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]/u)
    .filter(Boolean);
}

/** Letters to add, leave out, replace or swap; `least` for anything that is as far. */
function distance(one: string, other: string, least: number): number {
  if (Math.abs(one.length - other.length) >= least || other.length > LONGEST) return least;
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      const swapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      next.push(
        Math.min(
          (row[j] ?? least) + 1,
          (next[j - 1] ?? least) + 1,
          (row[j - 1] ?? least) + same,
          swapped ? (before[j - 2] ?? least) + 1 : least,
        ),
      );
    }
    if (Math.min(...next) >= least) return least;
    [before, row] = [row, next];
  }
  return Math.min(least, row[other.length] ?? least);
}
