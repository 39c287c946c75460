import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fake } from '../fake.ts';
import { folder, run } from './run.ts';

const EVIL = '<img src=x onerror=alert(1)>"><script>alert(2)</script>';
const token = fake.githubFineGrained();
const config = (name = 'shop') =>
  JSON.stringify({
    mcpServers: {
      [name]: { command: 'npx', args: ['-y', 'some-mcp'], env: { GITHUB_TOKEN: token } },
      docs: { url: 'http://docs.example.com/mcp' },
    },
  });
const ignore = [
  { rule: 'insecure-transport', path: '**', reason: EVIL, until: '2126-01-01' },
  { rule: 'unpinned-package', path: '**', reason: 'our own' },
];

async function page(format: string, cwd: string, ...more: string[]) {
  const home = join(cwd, '..', 'nobody');
  const env = { HOME: home, USERPROFILE: home };
  const { out, err, code } = await run(['checklist', '--format', format, ...more], { cwd, env });
  return { out, err, code };
}

/** What a reader sees: the text of the page, without markup. */
function seen(html: string): string {
  return html
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}

async function scene(name?: string) {
  const cwd = folder({
    '.cursor/mcp.json': config(name),
    '.mcp-checklist.json': JSON.stringify({ ignore }),
  });
  await run(['attest', '3', '--all', '--by', 'Ada', '--note', EVIL, '--until', '2126-01-02'], {
    cwd,
  });
  return cwd;
}

describe('a report to hand on', () => {
  it('is one page that loads and runs nothing, whatever stands in the files', async () => {
    const { out, err, code } = await page('html', await scene(EVIL));
    expect([err, code]).toEqual(['', 1]);
    expect(out).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    const tags = [...out.matchAll(/<([a-z][\w-]*)([^>]*)>/g)];
    const known =
      'html head meta title style body h1 h2 h3 dl dt dd p section strong div span ol ul li code table thead tbody tr th td footer';
    const names = new Set(tags.map(([, name]) => name));
    for (const name of names) expect(known.split(' ')).toContain(name);
    for (const [, , attributes = ''] of tags)
      expect(attributes).not.toMatch(/\s(on\w+|src|href)=/i);
    expect(seen(out)).toContain(EVIL.slice(0, 20));
    expect(out).not.toContain(token.slice(0, 12));
  });

  it.each(['html', 'markdown'])(
    'says when, where, how it stands, who and until: %s',
    async (format) => {
      const cwd = await scene();
      const { out } = await page(format, cwd);
      const text = format === 'html' ? seen(out) : out.replaceAll('\\', '');
      expect(text).toMatch(/Date:? \d{4}-\d\d-\d\d/);
      expect(text).toContain(cwd);
      const json = JSON.parse((await page('json', cwd)).out).checklists[0];
      expect(json.items).toHaveLength(10);
      for (const { number, title, status } of json.items) {
        const sign = '[✓✗?!–]';
        expect(text).toMatch(
          format === 'html'
            ? new RegExp(` ${number} ${sign} ${status} ${title}`)
            : new RegExp(`\\| ${number} \\| ${title} \\| .* \\| ${sign} ${status} \\|`),
        );
      }
      expect(text).toMatch(
        /3\. Audit logs exist \|? ?docs \(.*mcp\.json\) \|? ?Ada \|? ?\d{4}-\d\d-\d\d \|? ?2126-01-02/,
      );
      expect(text).toMatch(/unencrypted.*insecure-transport.*mcp\.json:1.*2126-01-01/);
      expect(text).toMatch(/unpinned-package.*our own.*no end/);
    },
  );

  it('has the lists of server projects beside, with who looked and what is accepted there', async () => {
    const source = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { execSync } from 'node:child_process';
import { z } from 'zod';
const server = new McpServer({ name: 'a', version: '1.0.0' });
server.registerTool('run', { inputSchema: { name: z.string() } }, async ({ name }) => {
  return { content: [{ type: 'text', text: execSync(\`ls \${name}\`).toString() }] };
});
`;
    const dependencies = { '@modelcontextprotocol/sdk': '1.29.0', zod: '4.0.0' };
    const known = { rule: 'shell-command-from-variable', path: '**', reason: 'only here' };
    const cwd = folder({
      'package.json': JSON.stringify({ name: 'a', version: '1.0.0', dependencies }),
      'src/index.ts': source,
      '.mcp-checklist.json': JSON.stringify({ ignore: [known] }),
    });
    await run(['attest', 'publish/14', '--by', 'Ada', '--note', 'read it'], { cwd });
    const { out } = await page('html', cwd);
    const text = seen(out);
    expect(text).toMatch(/Publish checklist: a .*Authentication .*Not applicable/);
    expect(text).toMatch(/P14\. Logs are structured a Ada \d{4}-\d\d-\d\d .* read it/);
    expect(text).toMatch(
      /What is accepted .*shell-command-from-variable\) src\/index\.ts:6 .*only here no end/,
    );
  });

  it('counts what an editor keeps for its person, where it is handed over', async () => {
    const cwd = folder({ '.cursor/mcp.json': '{ "mcpServers": { "a": { "command": "node" } } }' });
    const args = ['checklist', '--format', 'json', '--own-words'];
    const third = async (input: string) =>
      JSON.parse((await run(args, { cwd, input })).out).checklists[0].items[2];
    const { status } = await third('no JSON');
    expect(status).toBe('review');
    // What the server is today stands in a word of the team; the person's own is the same without the path.
    await run(['attest', '3', '--by', 'Ada', '--note', 'x'], { cwd });
    const file = join(cwd, '.mcp-checklist.json');
    const [{ path: _, ...word }] = JSON.parse(readFileSync(file, 'utf8')).attestations;
    rmSync(file);
    const uri = pathToFileURL(join(cwd, '.cursor/mcp.json')).href.replace('mcp.json', 'mcp%2Ejson');
    const own = { attestations: [{ ...word, uri }], probes: 'none' };
    expect((await third(JSON.stringify(own))).status).toBe('attested');
    expect((await third(JSON.stringify({ attestations: [{ ...word, uri: 'x:y' }] }))).status).toBe(
      'review',
    );
  });

  it('does not look complete where something could not be read', async () => {
    const cwd = folder({ '.cursor/mcp.json': config(), '.vscode/mcp.json': '\0\0' });
    const { out, code } = await page('html', cwd);
    expect(code).toBe(2);
    expect(seen(out)).toContain('Not everything could be read');
  });

  it('is written to a file as a whole', async () => {
    const cwd = await scene();
    const { out, code } = await page('html', cwd, '--output', 'no/such/folder.html');
    expect([out, code]).toEqual(['', 2]);
  });
});

describe("a person's own configs", () => {
  it('stand apart from those of the folder, in every format', async () => {
    const root = folder({});
    const cwd = join(root, 'work');
    const home = join(root, 'home');
    for (const [path, text] of [
      [
        join(cwd, '.cursor/mcp.json'),
        '{ "mcpServers": { "ok": { "command": "node", "args": ["a.js"] } } }',
      ],
      [join(home, '.cursor/mcp.json'), config()],
    ] as const) {
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(path, text);
    }
    const env = { HOME: home, USERPROFILE: home };
    const list = async (format: string, ...args: string[]) =>
      (await run(['checklist', '--format', format, ...args], { cwd, env })).out;
    const lists = (out: string) =>
      JSON.parse(out).checklists.map(
        ({ subject, items }: { subject: object; items: { status: string }[] }) => [
          subject,
          items[0]?.status,
        ],
      );
    const folderGroup = [{ kind: 'workspace', root: '.' }, 'pass'];
    const machineGroup = [{ kind: 'machine', root: '~' }, 'fail'];
    expect(lists(await list('json', '--user', '.'))).toEqual([folderGroup, machineGroup]);
    expect(lists(await list('json'))).toEqual([folderGroup]);
    expect(lists(await list('json', '--user'))).toEqual([machineGroup]);
    for (const format of ['text', 'markdown', 'html']) {
      const out = await list(format, '--user', '.');
      expect(out).toMatch(/Production checklist, this machine/);
      expect(out).toContain('~/.cursor/mcp.json');
      expect(out).not.toContain(join(home, '.cursor'));
    }
  });
});
