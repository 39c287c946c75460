import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CodeAction, Range } from 'vscode-languageserver';
import { commitsWith } from '../../server/machine/past.ts';
import type { SecretsGo } from '../../server/protocol.ts';
import { seeded } from '../fake.ts';
import { connect } from './client.ts';
import { CURSOR, cursorConfig, VSCODE, vscodeConfig } from './samples.ts';

const fake = seeded(977);
const whole: Range = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };
const DESKTOP = 'file:///home/ada/.config/Claude/claude_desktop_config.json';

/** Asks for the one fix of a token, and answers. */
async function handOver(uri: string, text: string, go: SecretsGo, runtime = {}, trusted = true) {
  const client = await connect({
    options: { asksForSecrets: true, trusted },
    folders: ['/w'],
    runtime,
  });
  client.open(uri, text);
  const all = (await client.actions(uri, whole)) as CodeAction[];
  const action = all.find(({ title }) => /^(?:Replace with|Move [A-Z_]+ to)/.test(title));
  const [fix] = action?.command?.arguments ?? [];
  const { question } = await client.moveSecrets({ fix });
  const stamp = question?.stamp ?? '';
  const ways = question?.ways ?? [];
  return { client, ways, result: await client.moveSecrets({ fix, answer: { go, stamp } }) };
}

describe('the answers are those that the reader honours', () => {
  it('VS Code asks for an input', async () => {
    const { ways, result } = await handOver(VSCODE, vscodeConfig(fake.githubToken()), 'copy');
    expect(ways.map(({ go }) => go)).toEqual(['copy', 'save', 'discard']);
    expect(ways[0]?.detail).toBe('VS Code will ask once when the server starts: paste it there.');
    expect(ways[1]?.detail).toMatch(/nothing else looks there/);
    expect(result.next[0]).toMatchObject({
      label: 'Start the server',
      detail: 'VS Code asks for github-token: paste it.',
    });
  });

  it('Cursor looks into its environment, and the line for it is written', async () => {
    const token = fake.githubToken();
    const { ways, result, client } = await handOver(CURSOR, cursorConfig(token), 'profile');
    expect(ways.map(({ go }) => go)).toEqual(['profile', 'copy', 'save', 'discard']);
    expect(ways[0]?.detail).toMatch(/^Cursor reads it from its environment/);
    expect(result.clipboard).toMatch(/^export \w+=/);
    expect(result.clipboard).toContain(token);
    expect(client.files.size).toBe(0);
  });

  it('a launcher reads the env file, unless nobody trusts the folder', async () => {
    const token = fake.githubToken();
    const { ways, result } = await handOver(DESKTOP, cursorConfig(token), 'save');
    expect(ways.map(({ go }) => go)).toEqual(['save', 'copy', 'discard']);
    expect(ways[0]).toMatchObject({ label: 'Save to /home/ada/.config/Claude/.env.fetch' });
    expect(ways[0]?.detail).toMatch(/^uvx reads it from there/);
    expect(result.next.map(({ does }) => does)).toEqual(['read', 'open', 'browse']);
    const other = await handOver(DESKTOP, cursorConfig(token), 'save', {}, false);
    expect(other.ways[0]?.detail).not.toMatch(/reads it from there/);
  });
});

describe('the closing step', () => {
  it('names the page where the old one is revoked, and where git still has it', async () => {
    const commits = ['abc1234 (2026-11-02)', 'def5678 (2026-10-01)'];
    const token = fake.githubToken();
    const asked: string[] = [];
    const commitsWithIt = async (path: string, texts: readonly string[]) => {
      asked.push(path, ...texts);
      return commits;
    };
    const runtime = { commitsWith: commitsWithIt };
    const { result } = await handOver(CURSOR, cursorConfig(token), 'discard', runtime);
    expect(result.next.at(-1)).toMatchObject({
      does: 'browse',
      label: expect.stringMatching(/^Revoke the old GitHub/),
      detail: 'It stays in git history: 2 commits of mcp.json, back to def5678 (2026-10-01).',
      target: 'https://github.com/settings/tokens',
    });
    expect(asked).toEqual(['/w/.cursor/mcp.json', token]);
    expect(JSON.stringify(result.next)).not.toContain(token);
    asked.length = 0;
    await handOver(CURSOR, cursorConfig(token), 'discard', runtime, false);
    expect(asked).toEqual([]);
  });

  it('finds the commits of a real repository, by the file alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mcp-checklist-history-'));
    try {
      const git = (...args: string[]) =>
        execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], {
          cwd: folder,
          stdio: 'pipe',
        }).toString();
      const token = fake.githubToken();
      const file = join(folder, '.cursor', 'mcp.json');
      mkdirSync(join(folder, '.cursor'));
      git('init', '-q');
      for (const text of [
        '{}',
        cursorConfig(token),
        cursorConfig('x'),
        `${cursorConfig(token)}\n`,
      ]) {
        writeFileSync(file, text);
        git('add', '.');
        git('commit', '-qm', 'x');
      }
      const hashes = git('log', '--format=%h').trim().split('\n');
      const found = await commitsWith(file, [token]);
      expect(found.map((it) => it.split(' ')[0])).toEqual([hashes[0], hashes[2]]);
      expect(await commitsWith(file, [fake.githubToken()])).toEqual([]);
      expect(await commitsWith(join(folder, 'other.json'), [token])).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
