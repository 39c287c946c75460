/** How many code units of raw text stand for how many of the value. */
export interface Step {
  readonly length: number;
  readonly units: number;
}

/** Maps a decoded value to its raw text, step by step. */
export function stepwise(
  raw: string,
  start: number,
  step: (raw: string, position: number) => Step | undefined,
): readonly number[] {
  const offsets: number[] = [];
  let position = 0;
  while (position < raw.length) {
    const { length, units } = step(raw, position) ?? { length: 1, units: 1 };
    for (let count = 0; count < units; count += 1) offsets.push(start + position);
    position += length;
  }
  offsets.push(start + raw.length);
  return offsets;
}
