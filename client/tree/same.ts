/**
 * Whether two values say the same. What is the same object is not looked into: of ten thousand rows, most are the very
 * ones that were shown before.
 */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((it, index) => isSame(it, b[index]))
    );
  const [own, others] = [Object.entries(a), new Map(Object.entries(b))];
  return (
    own.length === others.size &&
    own.every(([key, it]) => others.has(key) && isSame(it, others.get(key)))
  );
}
