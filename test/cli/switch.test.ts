import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fake } from '../fake.ts';
import { folder, run } from './run.ts';

const token = fake.stripe('live');
const entry = (name: string) =>
  `    "${name}": {\n      "command": "npx",\n      "args": ["-y", "pay@1.0.0"],\n      "env": { "PAY_KEY": "${token}" }\n    }`;
const config = (key: string, name: string) =>
  `{\n  "${key}": {\n${entry(name)},\n    "plain": { "command": "node" }\n  }\n}\n`;

/** The four that most people have, with the same key in each. */
const FOUR = {
  '.cursor/mcp.json': config('mcpServers', 'cursor-pay'),
  '.vscode/mcp.json': config('servers', 'code-pay'),
  '.mcp.json': config('mcpServers', 'claude-pay'),
  'claude_desktop_config.json': config('mcpServers', 'desktop-pay'),
};

const read = (root: string, file: string) => readFileSync(join(root, file), 'utf8');
const KEPT = '.mcp-checklist-off.json';

test('all servers of one credential go off in every host, and come back to the byte', async () => {
  const root = folder(FOUR);
  const off = await run(['switch', 'off', 'cursor-pay', '--same-credential'], { cwd: root });
  expect(off).toMatchObject({ code: 0, err: '' });
  expect(off.out).not.toContain(token);
  expect(off.out).toMatch(/Revoke the .*https:\/\/dashboard\.stripe\.com/);
  for (const name of ['cursor', 'code', 'claude', 'desktop'])
    expect(off.out).toContain(`${name}-pay: switched off`);
  expect(off.out).toMatch(/desktop-pay: .*when Claude Desktop is restarted/);
  expect(off.out).toMatch(/code-pay: .*as soon as the file is saved/);
  expect(off.out).not.toContain('plain: ');
  // What starts now: in two of them the entry is gone, in one it is a comment, in one a list says so.
  expect(Object.keys(JSON.parse(read(root, '.cursor/mcp.json')).mcpServers)).toEqual(['plain']);
  expect(Object.keys(JSON.parse(read(root, 'claude_desktop_config.json')).mcpServers)).toEqual([
    'plain',
  ]);
  expect(read(root, '.vscode/mcp.json')).toContain('//-     "code-pay": {');
  expect(JSON.parse(read(root, '.claude/settings.local.json'))).toEqual({
    disabledMcpjsonServers: ['claude-pay'],
  });
  const again = await run(['switch', 'off', 'cursor-pay'], { cwd: root });
  expect(again.err).toContain('is off already');
  const on = await run(['switch', 'on', '--all'], { cwd: root });
  expect(on).toMatchObject({ code: 0, err: '' });
  for (const [file, text] of Object.entries(FOUR)) {
    expect(read(root, file), file).toBe(text);
    expect(existsSync(join(root, file + KEPT))).toBe(false);
  }
  expect(existsSync(join(root, '.claude/settings.local.json'))).toBe(false);
});

test('everything goes off in one command, and is kept from other users and from git', async () => {
  const root = folder(FOUR);
  execFileSync('git', ['init', '-q'], { cwd: root });
  const { code, out } = await run(['switch', 'off', '--all'], { cwd: root });
  expect(code).toBe(0);
  expect(out.match(/switched off/g)).toHaveLength(8);
  const kept = join(root, `.cursor/mcp.json${KEPT}`);
  if (process.platform !== 'win32') expect(statSync(kept).mode & 0o777).toBe(0o600);
  expect(readFileSync(kept, 'utf8')).toContain(token);
  const untracked = execFileSync('git', ['status', '--short', '-uall'], { cwd: root }).toString();
  expect(untracked).not.toContain(KEPT);
  expect((await run(['switch', 'on', '--all'], { cwd: root })).code).toBe(0);
  for (const [file, text] of Object.entries(FOUR)) expect(read(root, file), file).toBe(text);
});

test('what is kept beside a config is reported where it is, and passes no item', async () => {
  const root = folder({ '.cursor/mcp.json': FOUR['.cursor/mcp.json'] });
  const file = `.cursor/mcp.json${KEPT}`;
  await run(['switch', 'off', 'cursor-pay'], { cwd: root });
  const { code, out } = await run(['check', '--format', 'json'], { cwd: root });
  expect(code).toBe(1);
  const report = JSON.parse(out);
  const kept = report.files.find(({ path }: { path: string }) => path === file);
  const secrets = kept.findings.filter(({ rule }: { rule: string }) => rule === 'plaintext-secret');
  expect(secrets).toHaveLength(1);
  const { start, end } = secrets[0].range;
  const line = read(root, file).split('\n')[start.line] ?? '';
  expect(line.slice(start.character, end.character)).toBe(token);
  const list = await run(['checklist', '--format', 'json'], { cwd: root });
  expect(list.out).not.toContain(token);
  const [first] = JSON.parse(list.out).checklists[0].items;
  expect(first).toMatchObject({ status: 'fail', findings: 1 });
  expect(first.evidence.filter(({ says }: { says: string }) => says === 'against')).toEqual([
    expect.objectContaining({ range: secrets[0].range }),
  ]);
});

test('a trial run writes nothing', async () => {
  const root = folder(FOUR);
  const { out } = await run(['switch', 'off', '--all', '--dry-run'], { cwd: root });
  expect(out).toContain('cursor-pay: would be switched off');
  for (const [file, text] of Object.entries(FOUR)) expect(read(root, file)).toBe(text);
});

test('a file that somebody else made is not written over, and the server stays', async () => {
  const root = folder({ ...FOUR, [`.cursor/mcp.json${KEPT}`]: '{"mine": true}' });
  const { code, err } = await run(['switch', 'off', 'cursor-pay'], { cwd: root });
  expect(code).toBe(2);
  expect(err).toContain('cursor-pay');
  expect(read(root, '.cursor/mcp.json')).toBe(FOUR['.cursor/mcp.json']);
  expect(read(root, `.cursor/mcp.json${KEPT}`)).toBe('{"mine": true}');
});

test('a server of no config is a mistake', async () => {
  const { code, err } = await run(['switch', 'off', 'nobody'], { cwd: folder(FOUR) });
  expect({ code, err }).toEqual({
    code: 2,
    err: 'mcp-checklist: there is no server "nobody" in these configs.\n',
  });
});

test('a drill leaves every file as it was, and its time is evidence for item 10', async () => {
  const root = folder(FOUR);
  const item = async () => {
    const { out } = await run(['checklist', '--format', 'json', '--list', 'production'], {
      cwd: root,
    });
    return JSON.parse(out).checklists[0].items[9];
  };
  expect((await item()).status).toBe('review');
  const { code, out } = await run(['switch', 'drill', '--all', '--attest'], { cwd: root });
  expect(code).toBe(0);
  expect(out.match(/off in \d+\.\d\d s, on in \d+\.\d\d s; the file is what it was/g)).toHaveLength(
    8,
  );
  for (const [file, text] of Object.entries(FOUR)) expect(read(root, file), file).toBe(text);
  const { attestations } = JSON.parse(read(root, '.mcp-checklist.json'));
  expect(attestations).toHaveLength(8);
  expect(attestations[0]).toMatchObject({
    item: 'production/10',
    note: expect.stringMatching(/^drill: off in \d/),
    on: new Date().toISOString().slice(0, 10),
  });
  expect((await item()).status).toBe('attested');
});

test.skipIf(process.platform === 'win32')(
  'nothing is written through a link that a repository brings along (Windows asks for rights to make one)',
  async () => {
    const root = folder({ '.mcp.json': FOUR['.mcp.json'] });
    const elsewhere = folder({ 'settings.local.json': '{}\n' });
    symlinkSync(elsewhere, join(root, '.claude'));
    const { code, err } = await run(['switch', 'off', 'claude-pay'], { cwd: root });
    expect(code).toBe(2);
    expect(err).toContain('place outside of');
    expect(read(elsewhere, 'settings.local.json')).toBe('{}\n');
  },
);
