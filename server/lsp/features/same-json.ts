/** Whether two values would be the same text as JSON, but for the order of their keys. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) return isSameArray(a, b);
  const [mine = {}, others = {}] = [a, b] as Readonly<Record<string, unknown>>[];
  let count = 0;
  // Without lists of the keys: this is asked for every diagnostic with every key that somebody types.
  for (const key in mine) {
    if (!(key in others) || !isSameJson(mine[key], others[key])) return false;
    count += 1;
  }
  for (const _ in others) count -= 1;
  return count === 0;
}

function isSameArray(a: object, b: object): boolean {
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
  return a.every((it, index) => isSameJson(it, b[index]));
}
