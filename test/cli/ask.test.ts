import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Authority } from '../../server/probe/provider/certificates.ts';
import { seeded } from '../fake.ts';
import { folder, run } from './run.ts';

const fake = seeded(27_112_020);
const OWN = fake.githubFineGrained();
const HOOK = join(import.meta.dirname, '../../dist/probe-hook.cjs');

/** Stands where api.github.com stands, for whoever is told to believe its certificate. */
let github: Server;
let own = '';
let env: Record<string, string> = {};
const asked: string[] = [];
let live = true;

beforeAll(async () => {
  const authority = new Authority();
  github = createServer(authority.for('api.github.com'), (request, response) => {
    asked.push(`${request.headers.host} ${request.url} ${request.headers.authorization}`);
    response
      .writeHead(live ? 200 : 401, { 'x-oauth-scopes': 'repo, workflow' })
      .end(JSON.stringify({ login: 'ada', message: request.headers.authorization }));
  });
  await new Promise<void>((done) => github.listen(0, '127.0.0.1', done));
  const { port } = github.address() as AddressInfo;
  // Not in a folder that is gone after the first test.
  own = mkdtempSync(join(tmpdir(), 'ask-'));
  const certificate = join(own, 'ca.pem');
  writeFileSync(certificate, authority.certificate);
  env = {
    NODE_OPTIONS: `--require ${JSON.stringify(HOOK)}`,
    NODE_EXTRA_CA_CERTS: certificate,
    MCP_CHECKLIST_PROVIDER: `${port}:`,
  };
});
afterAll(() => {
  github.close();
  rmSync(own, { recursive: true, force: true });
});

function project(more: object = {}): string {
  const github = { command: 'node', args: ['a.js'], env: { GITHUB_TOKEN: OWN, ...more } };
  return folder({ '.mcp.json': JSON.stringify({ mcpServers: { github } }) });
}

const SEND = ['--send-to', 'api.github.com'];

test('nothing is sent without a yes that names the host, and what would be is printed', async () => {
  const cwd = project();
  const all = [
    await run(['ask', 'github'], { cwd, env }),
    await run(['ask', 'github', '--send-to', 'github.com'], { cwd, env }),
    await run(['ask', 'github', '--restricted', ...SEND], { cwd, env }),
  ];
  expect(all.map(({ code, out }) => [code, out])).toEqual(Array(3).fill([2, '']));
  expect(all[0]?.err).toContain('is sent to api.github.com and nowhere else');
  expect(asked).toEqual([]);
});

test('says what the provider said, and is evidence of what a server may do', async () => {
  live = true;
  const cwd = project();
  const { code, out, err } = await run(['ask', 'github', '--write', ...SEND], { cwd, env });
  expect(code).toBe(0);
  expect(out).toContain('GITHUB_TOKEN: GitHub takes it.');
  expect(out).toContain('It may do everything its owner can.');
  expect(asked).toEqual([`api.github.com /user Bearer ${OWN}`]);
  const { out: list } = await run(['checklist', '--format', 'json'], { cwd });
  const [item] = JSON.parse(list).checklists[0].items.slice(1);
  expect(item.servers[0].text).toMatch(/can do everything its owner can \(repo, workflow\)/);
  const policy = readFileSync(join(cwd, '.mcp-checklist.json'), 'utf8');
  for (const text of [out, err, list, policy]) expect(text).not.toContain(OWN.slice(11, 22));
}, 30_000);

test('a refused one exits with 1, and the JSON says so', async () => {
  live = false;
  const { code, out } = await run(['ask', 'github', '--format', 'json', ...SEND], {
    cwd: project(),
    env,
  });
  expect([code, JSON.parse(out)]).toEqual([
    1,
    {
      schemaVersion: 1,
      server: 'github',
      credential: 'GITHUB_TOKEN',
      provider: 'github',
      host: 'api.github.com',
      standing: 'refused',
      why: null,
      scopes: null,
      reach: null,
      expires: null,
      refusedAfter: null,
    },
  ]);
});

test('several credentials ask which, and one of nobody is not asked about', async () => {
  const cwd = project({ OPENAI_API_KEY: fake.openai() });
  expect((await run(['ask', 'github', ...SEND], { cwd, env })).err).toContain(
    'there are several, GITHUB_TOKEN, OPENAI_API_KEY: say which',
  );
  const { code, err } = await run(['ask', 'github', '--credential', 'OTHER', ...SEND], {
    cwd,
    env,
  });
  expect(code).toBe(2);
  expect(err).toContain('no credential OTHER whose provider can be asked');
});
