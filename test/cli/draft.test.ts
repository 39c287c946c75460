import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fake } from '../fake.ts';
import { folder, run } from './run.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/project/publish');
let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'mcp-checklist-'));
  cpSync(join(FIXTURES, 'hello-stdio'), cwd, { recursive: true });
});

afterEach(() => rmSync(cwd, { recursive: true, force: true }));

describe('draft', () => {
  test('shows what it would write, and writes nothing', async () => {
    const before = readFileSync(join(cwd, 'README.md'), 'utf8');
    const { code, out, err } = await run(['draft', '39'], { cwd });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Write a section for when it does not work (troubleshooting)');
    expect(out).toContain(
      '+<!-- Draft by MCP Checklist: read and correct this, then delete this line. -->',
    );
    expect(out).toContain('+npx @modelcontextprotocol/inspector npx -y hello-stdio@1.0.0');
    expect(readFileSync(join(cwd, 'README.md'), 'utf8')).toBe(before);
  });

  test('writes it with --write, once, and the item is for a person until it was read', async () => {
    const status = async () => {
      const { out } = await run(['checklist', '--list', 'publish', '--format', 'json'], { cwd });
      return JSON.parse(out).checklists[0].items[38];
    };
    expect((await status()).status).toBe('fail');
    const { code, out } = await run(['draft', 'publish/39', '--write'], { cwd });
    expect({ code, out }).toMatchObject({
      code: 0,
      out: expect.stringContaining('Changed README.md.'),
    });
    expect(await status()).toMatchObject({
      status: 'review',
      reason: 'It holds by a draft: read and correct it, then delete the line that says so.',
    });
    const text = readFileSync(join(cwd, 'README.md'), 'utf8');
    writeFileSync(join(cwd, 'README.md'), text.replace(/<!-- Draft[^\n]*\n/, ''));
    expect((await status()).status).toBe('pass');
    const made = await run(['draft', '60', '--write'], { cwd });
    expect(made.out).toContain('Made SECURITY.md.');
    expect((await run(['draft', '60'], { cwd })).out).toBe('There is nothing to draft here.\n');
  });

  test('is JSON, one help of several, and links where nothing can be written', async () => {
    const { out } = await run(['draft', 'P4', '--format', 'json'], { cwd });
    const { item, help } = JSON.parse(out);
    expect(item).toBe('publish/4');
    expect(help.map(({ id }: { id: string }) => id)).toEqual([
      'permissions',
      'read-only',
      'annotations',
    ]);
    expect(help[1].files).toEqual([{ file: 'src/read-only.ts', creates: true, lines: '8 lines' }]);
    expect(help[2].link).toMatch(/^https:\/\/modelcontextprotocol\.io\//);
    const one = await run(['draft', '4', '--only', 'read-only', '--write'], { cwd });
    expect(one.out).toContain('Made src/read-only.ts.');
    expect(readFileSync(join(cwd, 'README.md'), 'utf8')).not.toContain('Permissions');
    const none = await run(['draft', '4', '--only', 'x'], { cwd });
    expect(none.code).toBe(2);
    expect(none.err).toContain('Known ones: permissions, annotations.');
  });

  test('asks which project is meant, and says where there is none', async () => {
    const both = folder({});
    for (const name of ['a', 'b'])
      cpSync(join(FIXTURES, 'hello-stdio'), join(both, 'packages', name), { recursive: true });
    const asked = await run(['draft', '39'], { cwd: both });
    expect(asked).toMatchObject({ code: 2, out: '' });
    expect(asked.err).toContain('--project takes packages/a, packages/b.');
    const one = await run(['draft', '39', '--project', 'packages/b', '--write'], { cwd: both });
    expect(one.out).toContain('Changed packages/b/README.md.');
    const nothing = await run(['draft', '39'], { cwd: folder({ 'a.txt': '' }) });
    expect(nothing.err).toBe('mcp-checklist: No server project was found.\n');
    expect((await run(['draft', '64'], { cwd })).code).toBe(2);
  });

  test('leaves the folder over no link, and no secret shows', async () => {
    const outside = folder({});
    mkdirSync(join(outside, 'github'));
    rmSync(join(cwd, '.github'), { recursive: true });
    symlinkSync(join(outside, 'github'), join(cwd, '.github'));
    const { code, err } = await run(['draft', '58', '--only', 'issue-form', '--write'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('bug.yml is left as it is. A link leads out of the folder.');
    expect(existsSync(join(outside, 'github/ISSUE_TEMPLATE'))).toBe(false);
    const token = fake.githubToken();
    writeFileSync(join(cwd, 'README.md'), `# hello\n\nUse "${token}".\n`);
    const { out } = await run(['draft', '39'], { cwd });
    expect(out).toContain('+## Troubleshooting');
    expect(out).not.toContain(token);
  });
});
