import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Analysis, analyze, survey } from '../../rules/index.ts';
import { factsOf, folders, inputOf, pathOf, ROOT, settingsOf } from './fixture.ts';
import { Template } from './template.ts';

const cases = folders(ROOT)
  .flatMap((rule) => folders(join(ROOT, rule)).map((name) => join(ROOT, rule, name)))
  .map((folder) => {
    const { file, host } = inputOf(folder);
    const text = new Template(readFileSync(join(folder, file), 'utf8')).text;
    return { folder, text, options: { host, path: pathOf(folder), settings: settingsOf(folder) } };
  });

/** What a person sees of it. */
function seen({ findings, unlisted, complete }: Analysis) {
  return {
    findings: findings.map(({ fixes, ...finding }) => ({
      ...finding,
      fixes: fixes.map((fix) => [fix.title, fix.lookup ? undefined : fix.edits()]),
    })),
    unlisted,
    complete,
  };
}

test('a text that was surveyed is judged as one that was not', () => {
  for (const { folder, text, options } of cases) {
    const surveyed = survey(text, { ...options, facts: factsOf(folder) });
    const again = analyze(text, { ...options, facts: factsOf(folder), surveyed });
    const once = analyze(text, { ...options, facts: factsOf(folder) });
    expect(seen(again), folder).toEqual(seen(once));
  }
});

test('what a survey had no time for is looked at when the text is judged', () => {
  const value = ['ghp', 'aZ19'.repeat(9)].join('_');
  const entry = (nth: number) => [`s${nth}`, { command: 'a', env: { GITHUB_TOKEN: value } }];
  const mcpServers = Object.fromEntries(Array.from({ length: 500 }, (_, nth) => entry(nth)));
  const [text, path] = [JSON.stringify({ mcpServers }), '/repo/.cursor/mcp.json'];
  let now = 0;
  const clock = () => {
    now += 3_600_000;
    return now;
  };
  const surveyed = survey(text, { path, facts: { clock } });
  expect(surveyed.complete).toBe(false);
  const seenNow = analyze(text, { path, surveyed });
  expect(seenNow.credentials.length).toBeGreaterThan(0);
  expect(seen(seenNow)).toEqual(seen(analyze(text, { path })));
});
