import { expect, test } from 'vitest';
import * as advisories from '../../rules/catalog/advisories.ts';
import * as malicious from '../../rules/catalog/malicious.ts';
import * as moved from '../../rules/catalog/moved.ts';
import * as providers from '../../rules/catalog/providers.ts';
import * as servers from '../../rules/catalog/servers.ts';

test('every catalog says in which month its facts were last read', () => {
  const dates = [advisories, malicious, moved, providers, servers].map(({ checked }) => checked);
  for (const date of dates) {
    expect(date).toMatch(/^\d{4}-(?:0[1-9]|1[0-2])$/);
    expect(new Date(`${date}-01`).getTime()).toBeLessThanOrEqual(Date.now());
  }
});
