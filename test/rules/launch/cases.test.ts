import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeLaunch, launchOf, stringsOf } from './text.ts';

/**
 * Command lines as people write them, and what a person says they fetch and start. In cases.txt a word is what
 * stands between blanks, `·` is a blank inside of one.
 */
const lines = readFileSync(new URL('cases.txt', import.meta.url), 'utf8').split('\n');
const groups = new Map<string, [string, string][]>();
let group: [string, string][] = [];
for (const [index, line] of lines.entries()) {
  if (line.startsWith('# ')) {
    group = [];
    groups.set(line.slice(2), group);
  } else if (line.startsWith('      => ')) group.push([lines[index - 1] ?? '', line.slice(9)]);
}

for (const [name, cases] of groups) {
  describe(name, () => {
    it.each(cases)('%s', (line, expected) => {
      expect(describeLaunch(launchOf(stringsOf(line)))).toBe(expected);
    });
  });
}

it('reads at least 180 of them', () => {
  expect([...groups.values()].flat().length).toBeGreaterThanOrEqual(180);
});
