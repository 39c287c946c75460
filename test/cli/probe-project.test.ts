import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PLANTED } from '../server/probe/run.ts';
import { folder, run } from './run.ts';

const SOURCE = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
const key = process.env.API_KEY;
const server = new McpServer({ name: 'notes', version: '1.2.0' });
server.registerTool('search_notes', { description: 'Searches.', inputSchema: {} }, async () => ({ content: [] }));
await server.connect(new StdioServerTransport());
`;

/** A project whose build is the planted server, which has no faults but those that are named in its code. */
function project(faults: string, built = true): string {
  const code = readFileSync(PLANTED, 'utf8').replace(
    "process.env.FAULTS ?? ''",
    JSON.stringify(faults),
  );
  const manifest = {
    name: 'notes-mcp',
    version: '1.2.0',
    type: 'module',
    bin: { 'notes-mcp': 'dist/index.mjs' },
    dependencies: { '@modelcontextprotocol/sdk': '^1.20.0' },
  };
  return folder({
    'package.json': JSON.stringify(manifest),
    'src/index.ts': SOURCE,
    ...(built && { 'dist/index.mjs': code }),
  });
}

const ITEMS = ['--yes', '--sandbox', 'none', '--steps', '8'];

test('an own server is started as its manifest says, and stands on the publish list', async () => {
  const cwd = project('needs-key,time-out');
  const asked = await run(['probe', '--project'], { cwd });
  expect([asked.code, asked.out]).toEqual([2, '']);
  expect(asked.err).toContain(join(cwd, 'dist/index.mjs'));
  expect(asked.err).toContain('Variable API_KEY: made up');
  const { code, err } = await run(['probe', '--project', '--write', ...ITEMS], { cwd });
  expect([code, err.includes('cannot')]).toEqual([0, false]);
  const items = async () => {
    const { out } = await run(['checklist', '--list', 'publish', '--format', 'json'], { cwd });
    return JSON.parse(out).checklists[0].items as { id: string; status: string; reason: string }[];
  };
  const policy = JSON.parse(readFileSync(join(cwd, '.mcp-checklist.json'), 'utf8'));
  expect(policy.probes).toMatchObject([
    { path: '.', server: 'notes-mcp', fingerprint: 'version 1', items: { 'publish/24': 'pass' } },
  ]);
  const by = new Map((await items()).map((it) => [it.id, it]));
  expect(by.get('publish/24')?.reason).toMatch(/^Nothing wrong was seen \(probe on /);
  expect(by.get('publish/24')?.status).toBe('pass');
}, 120_000);

test('what failed fails there as well, in words', async () => {
  const cwd = project('time-out,slow');
  const { code } = await run(['probe', '--project', '--write', ...ITEMS], { cwd });
  expect(code).toBe(1);
  const { out } = await run(['checklist', '--list', 'publish', '--format', 'json'], { cwd });
  const all = JSON.parse(out).checklists[0].items as {
    id: string;
    status: string;
    reason: string;
  }[];
  const times = all.find(({ id }) => id === 'publish/24');
  expect(times?.status).toBe('fail');
  expect(times?.reason).toContain('it takes more than 200 ms');
}, 120_000);

test('what cannot be started says what to do first', async () => {
  const unbuilt = await run(['probe', '--project', '--yes'], { cwd: project('', false) });
  expect(unbuilt).toMatchObject({ code: 2, out: '' });
  expect(unbuilt.err).toContain('dist/index.mjs is not there: build the project first');
  const nothing = await run(['probe', '--project', '--yes'], { cwd: folder({}) });
  expect(nothing.err).toContain('there is no server project in .');
  const far = ['probe', '--project', '--url', 'https://mcp.example.com/mcp', '--yes'];
  const elsewhere = await run(far, { cwd: project('') });
  expect(elsewhere).toMatchObject({ code: 2, out: '' });
  expect(elsewhere.err).toContain('an own server is reached on this machine');
  expect((await run(['probe', '--yes'], { cwd: folder({}) })).code).toBe(2);
});
