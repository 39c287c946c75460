import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, report, run } from './run.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/project');

/** Some of the fixtures beside each other in one folder, each a server of its own. */
function servers(...cases: readonly string[]): string {
  const files: Record<string, string> = {};
  for (const name of cases) {
    const from = join(FIXTURES, name);
    for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile() && entry.name !== 'expected.json')
        files[`repo/${name}/${relative(from, path)}`] = readFileSync(path, 'utf8');
    }
  }
  return folder(files);
}

describe('fix in the source of servers', () => {
  const unmarked = 'tool-error-not-flagged/bad-caught-ts';
  const spliced = 'sql-built-from-variable/bad-values-ts';
  const open = 'listen-all-interfaces/bad-all-ts';

  it('does what is safe, and all of it when asked, until nothing is found', async () => {
    const cwd = servers(unmarked, spliced, open);
    const read = (name: string) => readFileSync(join(cwd, 'repo', name, 'src/index.ts'), 'utf8');
    const before = read(spliced);

    const safe = await run(['fix', 'repo'], { cwd });
    expect(safe.out).toContain('Applied 1 fix in 1 file.');
    expect(read(unmarked)).toContain('isError: true');
    expect(read(spliced)).toBe(before);
    // What is left is counted like what `check` finds.
    expect(safe.out).toContain('3 findings need a look');

    const shown = await run(['fix', '--all', '--dry-run', 'repo'], { cwd });
    expect(shown.code).toBe(1);
    expect(shown.out).toContain('+++ repo/listen-all-interfaces/bad-all-ts/src/index.ts');
    expect(read(spliced)).toBe(before);

    const all = await run(['fix', '--all', '--yes', 'repo'], { cwd });
    expect(all.code).toBe(0);
    expect(all.out).toContain('Applied 3 fixes in 2 files.');
    expect(read(spliced)).toContain("'SELECT count(*) FROM notes WHERE name = $1'");
    const { files } = await report(['repo'], { cwd });
    expect(files.flatMap(({ findings }) => findings)).toEqual([]);
  });

  it('changes nothing that a comment silences, or that another rule finds', async () => {
    const cwd = servers('path-from-argument/ok-silenced-ts', spliced);
    const done = await run(['fix', '--all', '--yes', '--rule', 'path-from-argument', 'repo'], {
      cwd,
    });
    expect(done.out).toContain('Nothing to fix.');
  });
});
