/** Milliseconds at some shares of a series. */
export interface Latency {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export function latencyOf(series: readonly number[]): Latency {
  const sorted = [...series].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/**
 * Times tasks turn by turn in one process, so that whatever slows the machine slows all of them.
 *
 * @param milliseconds how long each is measured; a fifth of that goes by before, unmeasured
 */
export function race<Name extends string>(
  tasks: Readonly<Record<Name, () => void>>,
  milliseconds = 600,
): Readonly<Record<Name, Latency>> {
  const names = Object.keys(tasks) as Name[];
  const series = new Map<Name, number[]>(names.map((name) => [name, []]));
  const started = performance.now();
  const all = milliseconds * names.length;
  for (let rounds = 0; performance.now() - started < all * 1.2 || rounds < 5; rounds += 1) {
    const warm = performance.now() - started > all * 0.2;
    for (const name of names) {
      const start = performance.now();
      tasks[name]();
      if (warm || rounds > 2) series.get(name)?.push(performance.now() - start);
    }
  }
  const entries = names.map((name) => [name, latencyOf(series.get(name) ?? [])]);
  return Object.fromEntries(entries) as Record<Name, Latency>;
}
