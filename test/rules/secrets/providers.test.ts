import { describe, expect, test } from 'vitest';
import { checked, type ProviderId, provider, providers } from '../../../rules/catalog/providers.ts';
import { detect } from '../../../rules/secrets/index.ts';
import { everyFormat, seeded } from '../../fake.ts';

describe.each(Object.keys(providers) as ProviderId[])('%s', (id) => {
  const { label, revoke, leastPrivilege, tokens } = provider(id);

  test('names its pages by https', () => {
    expect(label).not.toBe('');
    for (const url of [revoke, leastPrivilege, ...tokens.map((token) => token.revoke)]) {
      if (url !== undefined) expect(new URL(url).protocol).toBe('https:');
    }
  });

  test('says of each format where to look for it, in one way', () => {
    for (const { prefixes, starts, marker, keyed } of tokens) {
      expect([prefixes, starts, marker, keyed].filter((way) => way !== undefined)).toHaveLength(1);
    }
  });
});

test('the table says when it was read', () => {
  expect(checked).toMatch(/^20\d\d-(?:0[1-9]|1[0-2])$/);
});

test('each format is found at its documented length, and by its own provider', () => {
  const fake = seeded(3);
  for (const { id, format } of everyFormat()) {
    const value = fake.match(format.pattern);
    const name = format.keyed ? (provider(id).names[0] ?? '') : 'ANY_SETTING';
    const detections = detect({ value, role: 'env', name, references: [] });
    expect(
      detections.map(({ start, end }) => [start, end]),
      `${id} ${format.label}`,
    ).toEqual([[0, value.length]]);
  }
});
