import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { detect } from '../../rules/secrets/index.ts';
import { everyFormat, seeded } from '../fake.ts';

const ROUNDS = 20;

export interface DetectionRow {
  readonly ownMBs: number;
  readonly secretlintMBs: number;
  readonly ratio: number;
}

/** Tokens of every format between as many harmless values: what secretlint's preset and we make of each. */
export async function measureDetection(): Promise<DetectionRow> {
  const values = [...every(1), ...every(2)];
  const bytes = values.reduce((sum, it) => sum + it.length, 0);
  const options = {
    config: { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }] },
    maskSecrets: true,
    noPhysicFilePath: true,
  };
  const times = { own: Number.POSITIVE_INFINITY, theirs: Number.POSITIVE_INFINITY };
  // Turn by turn; the best of many is what the machine can do when nobody else wants it.
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    for (const value of values) detect({ value, role: 'other', name: '', references: [] });
    const middle = performance.now();
    for (const content of values) {
      const source = { content, filePath: 'value.txt', ext: '.txt', contentType: 'text' } as const;
      await lintSource({ source, options });
    }
    times.own = Math.min(times.own, middle - start);
    times.theirs = Math.min(times.theirs, performance.now() - middle);
  }
  const speed = (milliseconds: number): number => bytes / 1e6 / (milliseconds / 1000);
  return {
    ownMBs: speed(times.own),
    secretlintMBs: speed(times.theirs),
    ratio: times.theirs / times.own,
  };
}

function every(seed: number): readonly string[] {
  const fake = seeded(seed);
  return everyFormat().flatMap(({ format }, index) => [
    fake.match(format.pattern),
    `https://mcp-${index}.acme.dev/v1/mcp?region=eu-central-${index}`,
    `/home/ada/projects/shop-${index}/server/dist/index.js`,
  ]);
}
