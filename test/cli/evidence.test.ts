import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fake } from '../fake.ts';
import { folder, run } from './run.ts';

const SECRET = fake.githubToken();
const now = Date.now();
const hoursAgo = (hours: number) => new Date(now - hours * 3_600_000).toISOString();
const event = (hours: number, more: object) =>
  JSON.stringify({ id: 'x', timestamp: hoursAgo(hours), method: 'GET', path: '/', ...more });

/** A folder with a config, and a home with a log of Janee. */
function scene(lines: readonly string[], servers: object = { janee: JANEE }) {
  const day = (hours: number) => hoursAgo(hours).slice(0, 10);
  const home = folder({
    [`.janee/logs/${day(0)}.jsonl`]: lines.join('\n'),
    [`.janee/logs/${day(72)}.jsonl`]: event(1, { service: 'of-an-old-file', agentId: 'Nobody' }),
  });
  const cwd = folder({ '.cursor/mcp.json': JSON.stringify({ mcpServers: servers }) });
  return { cwd, home, env: { HOME: home, USERPROFILE: home } };
}
const JANEE = { command: 'janee', args: ['serve'] };

async function item(number: number, { cwd, env }: ReturnType<typeof scene>, ...args: string[]) {
  const { out } = await run(['checklist', '--format', 'json', ...args], { cwd, env });
  expect(out).not.toContain(SECRET);
  return JSON.parse(out).checklists[0].items[number - 1];
}

describe('the log of a gateway', () => {
  it('says which services were used in the last 24 hours, and by whom; bodies are in nothing', async () => {
    const { status, reason } = await item(
      3,
      scene([
        event(1, { service: 'github', agentId: 'Cursor', requestBody: SECRET }),
        event(2, { service: 'stripe', agentId: 'Claude', denied: true }),
        event(3, { service: 'github', agentId: 'Cursor' }),
        event(4, { service: 'github' }),
        event(25, { service: 'too-old', agentId: 'Nobody' }),
        event(-2, { service: 'not-yet', agentId: 'Nobody' }),
        '{ "timestamp": "2026',
        'null',
      ]),
    );
    expect([status, reason]).toEqual([
      'pass',
      'The log of Janee holds 4 calls of the last 24 hours to github and stripe, by Claude and Cursor, 1 of them denied; 1 call without a name.',
    ]);
  });
  it('answers half of the question where it names no caller', async () => {
    const { status, reason } = await item(3, scene([event(1, { service: 'github' })]));
    expect([status, reason]).toEqual([
      'review',
      'The log of Janee holds 1 call of the last 24 hours to github; none says who made it.',
    ]);
  });
  it('is not read for a folder that nobody trusts, nor for another server', async () => {
    const lines = [event(1, { service: 'github', agentId: 'Cursor' })];
    const { reason } = await item(3, scene(lines), '--restricted');
    expect(reason).toBe('Calls run through a gateway that keeps a log.');
    const other = await item(3, scene(lines, { a: { command: 'node', args: ['a.js'] } }));
    expect(other.reason).toBe('Nothing in the config shows that calls are logged.');
  });
});

describe('what replacing a credential takes', () => {
  const token = fake.githubToken();
  const github = { command: 'node', args: ['a.js'], env: { GITHUB_TOKEN: token } };
  const looked = { command: 'node', args: ['b.js'], env: { API_TOKEN: '${env:API_TOKEN}' } };
  it('is counted: places, edits, servers to start anew, the day it ends', async () => {
    const ends = Math.round(now / 1000) + 40 * 86_400;
    const jwt = fake.jwt({ sub: 'a', exp: ends });
    const { cwd, env } = scene([], { a: github, b: github, c: looked, d: looked });
    writeFileSync(
      join(cwd, '.mcp.json'),
      JSON.stringify({ mcpServers: { e: github, f: { ...looked, env: { JWT: jwt } } } }),
    );
    const { credentials } = await item(4, { cwd, env, home: '' });
    type Found = { label: string; places: { written: boolean }[]; edits: number; servers: number };
    const day = new Date(ends * 1000).toISOString().slice(0, 10);
    expect(
      credentials.map((it: Found & { ends?: string }) => [
        it.label,
        it.places.length,
        it.edits,
        it.servers,
        it.ends,
      ]),
    ).toEqual([
      ['GitHub personal access token (classic) in GITHUB_TOKEN', 3, 3, 3, undefined],
      ['API_TOKEN, looked up', 2, 1, 2, undefined],
      ['JSON Web Token in JWT', 1, 1, 1, day],
    ]);
    expect(JSON.stringify(credentials)).not.toContain('"id"');
    const { out } = await run(['checklist'], { cwd, env });
    expect(out).toMatch(
      /GITHUB_TOKEN: .*\.mcp\.json:1: 1 new value, 3 edits, 3 servers to start anew/,
    );
    expect(out).toContain(`ends on ${day}`);
    expect(out).not.toContain(token.slice(0, 12));
    const eight = await item(8, { cwd, env, home: '' });
    expect(eight.servers.find(({ server }: { server: string }) => server === 'f').text).toBe(
      `A credential ends on ${day}; what happens then cannot be seen from a config.`,
    );
  });
});
