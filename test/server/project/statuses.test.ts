import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openFolder } from '../../../server/project/main.ts';
import type { ProjectItem, ProjectReport } from '../../../server/project/types.ts';

/** Six small whole projects, and how each stands to every item; what is not named is not applicable. */
const FIXTURES = join(import.meta.dirname, '../../fixtures/project/publish');
const expected: Record<string, Record<string, readonly number[]>> = JSON.parse(
  readFileSync(join(FIXTURES, 'statuses.json'), 'utf8'),
);
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A copy beside no other project, with the file that must not be committed. */
async function reportOf(name: string): Promise<ProjectReport> {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-checklist-'));
  folders.push(folder);
  cpSync(join(FIXTURES, name), folder, { recursive: true });
  if (name === 'notes-hosted-bad')
    writeFileSync(join(folder, '.env'), `SESSION_SECRET=${'0123456789abcdef'.repeat(2)}\n`);
  const opened = await openFolder(folder);
  const [report] = opened?.reports() ?? [];
  if (!report) throw new Error(`${name} is no project`);
  return report;
}

test('every fixture has its statuses', () => {
  const there = readdirSync(FIXTURES).filter((name) => !name.endsWith('.json'));
  expect(Object.keys(expected).sort()).toEqual(there.sort());
});

describe.each(Object.keys(expected))('%s', (name) => {
  test('stands to every item as it should', async () => {
    const { items } = await reportOf(name);
    const line = ({ number, status, reason }: ProjectItem): string =>
      `${number} ${status}: ${reason}`;
    const wrong = items.filter(({ number, status }) => {
      const wanted = Object.entries(expected[name] ?? {}).find(([, list]) => list.includes(number));
      return (wanted?.[0] ?? 'not applicable') !== status;
    });
    expect(wrong.map(line)).toEqual([]);
    expect(items).toHaveLength(63);
  });

  test('says a reason for each, and a place for what it passes', async () => {
    const { items } = await reportOf(name);
    expect(items.filter(({ reason }) => reason.length < 10)).toEqual([]);
    const placeless = items.filter(
      ({ status, evidence }) =>
        status === 'pass' && !evidence.some(({ file, range }) => file && range),
    );
    expect(placeless.map(({ number }) => number)).toEqual([]);
  });
});
