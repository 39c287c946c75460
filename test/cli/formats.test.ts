import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { applyEdits } from '../../rules/text/span.ts';
import { fake } from '../fake.ts';
import { written } from '../server/samples.ts';
import { folder, run } from './run.ts';
import { isSarif } from './sarif-schema.ts';

const FORMATS = ['text', 'json', 'sarif', 'github', 'markdown'];

const config = (token: string) =>
  written({
    mcpServers: {
      'a::b%,\n|<img src=x>': {
        command: 'npx',
        args: ['-y', 'some-mcp'],
        env: { GITHUB_TOKEN: token, DB_PASSWORD: 'qu1et-Harbour-77' },
      },
      api: { url: 'http://api.example.com/mcp' },
    },
  });

const sarif = async (cwd: string, ...args: string[]): Promise<Log> =>
  JSON.parse((await run(['check', '--format', 'sarif', ...args], { cwd })).out);

describe('every format', () => {
  it.each(FORMATS)('shows no secret: %s', async (format) => {
    const token = fake.githubToken();
    const cwd = folder({ '.cursor/mcp.json': config(token), '.mcp.json': config(token) });
    const { code, out, err } = await run(['check', '--strict', '--format', format], { cwd });
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain('unpinned-package');
    for (let at = 0; at + 6 <= token.length; at += 1)
      expect(out).not.toContain(token.slice(at, at + 6));
    expect(out).not.toContain('Harbour');
  });

  it.each(FORMATS)('lets nothing of a file through to the terminal: %s', async (format) => {
    const name = 'x\u001b[2J\u0007\u202ey';
    const cwd = folder({
      '.mcp.json': written({
        mcpServers: { [name]: { command: 'npx', args: ['-y', `p${name}`] } },
      }),
    });
    const { out } = await run(['check', '--format', format], { cwd });
    for (const character of ['\u001b', '\u0007', '\u202e']) expect(out).not.toContain(character);
  });

  it.each(FORMATS)('can be written to a file as a whole: %s', async (format) => {
    const cwd = folder({ '.mcp.json': config(fake.githubToken()), 'report.txt': 'old' });
    const { out } = await run(['check', '--format', format], { cwd });
    const to = await run(['check', '--format', format, '--output', 'report.txt'], { cwd });
    expect([to.code, to.out]).toEqual([1, '']);
    expect(readFileSync(join(cwd, 'report.txt'), 'utf8')).toBe(out);
  });

  it.each([{}, { '.mcp.json': '{}' }, { 'a/mcp.json': '{"mcpServers":{}}', 'b/mcp.json': '{' }])(
    'is JSON as nobody else would lay it out: %j',
    async (files: Readonly<Record<string, string>>) => {
      const cwd = folder({ ...files });
      for (const more of [[], ['--shard', '1/2']]) {
        const { out } = await run(['check', '--format', 'json', ...more], { cwd });
        expect(out).toBe(`${JSON.stringify(JSON.parse(out), null, 2)}\n`);
      }
    },
  );

  it('says so when it cannot be written', async () => {
    const cwd = folder({ '.mcp.json': config(fake.githubToken()) });
    const { code, err } = await run(['check', '--output', 'no/such/folder/r.txt'], { cwd });
    expect([code, err]).toEqual([
      2,
      'mcp-checklist: no/such/folder/r.txt cannot be written (ENOENT).\n',
    ]);
  });
});

describe('sarif', () => {
  it('is what the standard says', async () => {
    const cwd = folder({
      'a b/.cursor/mcp.json': config(fake.githubToken()),
      '.vscode/mcp.json':
        '{ // mcp-checklist-ignore unpinned-package -- ours\n"servers": {"a": {"command": "npx", "args": ["-y", "x-mcp"]}}}',
      'broken/.mcp.json': '{ "mcpServers": ',
    });
    const log = await sarif(cwd, '--strict');
    expect(isSarif(log), JSON.stringify(isSarif.errors)).toBe(true);
    const [first] = log.runs;
    expect(first?.columnKind).toBe('utf16CodeUnits');
    expect(first?.tool.driver.rules?.map(({ id }) => id)).toEqual(rules.map(({ meta }) => meta.id));
    for (const rule of first?.tool.driver.rules ?? []) {
      expect(rule.help?.markdown, rule.id).toContain(`# ${rule.id}`);
      const known = new Set(
        first?.taxonomies?.flatMap(({ taxa }) => taxa?.map(({ id }) => id) ?? []),
      );
      for (const { target } of rule.relationships ?? []) expect(known).toContain(target.id);
    }
    for (const result of first?.results ?? []) {
      const rule = first?.tool.driver.rules?.[result.ruleIndex ?? -1];
      expect(rule?.id).toBe(result.ruleId);
    }
    const uris = first?.results?.map(
      (it) => it.locations?.[0]?.physicalLocation?.artifactLocation?.uri,
    );
    expect(new Set(uris)).toEqual(
      new Set(['a%20b/.cursor/mcp.json', '.vscode/mcp.json', 'broken/.mcp.json']),
    );
    const silenced = first?.results?.find(({ suppressions }) => suppressions?.length);
    expect(silenced?.suppressions?.[0]?.justification).toBe('ours');
  });

  it('gives a finding the same fingerprint wherever its line goes', async () => {
    const prints = async (text: string) =>
      (await sarif(folder({ '.mcp.json': text }))).runs[0]?.results?.map(
        (it) => it.partialFingerprints?.['mcpChecklist/v1'],
      );
    const text = config(fake.githubToken());
    const before = await prints(text);
    expect(new Set(before).size).toBe(before?.length);
    expect(await prints(`\n\n\n${text}`)).toEqual(before);
  });

  it('has fixes that can be applied by their regions', async () => {
    const text =
      '{\r\n  "mcpServers": {\r\n    "é😀": { "type": "http", "url": "http://api.example.com/mcp" }\r\n  }\r\n}\r\n';
    const cwd = folder({ '.mcp.json': text });
    const results = (await sarif(cwd)).runs[0]?.results;
    const result = results?.find(({ ruleId }) => ruleId === 'insecure-transport');
    const fix = result?.fixes?.[0]?.artifactChanges[0];
    const lines = text.split('\n');
    const offset = (line = 1, column = 1) =>
      lines.slice(0, line - 1).reduce((sum, it) => sum + it.length + 1, 0) + column - 1;
    const edits = (fix?.replacements ?? []).map(({ deletedRegion: it, insertedContent }) => ({
      span: { start: offset(it.startLine, it.startColumn), end: offset(it.endLine, it.endColumn) },
      newText: insertedContent?.text ?? '',
    }));
    expect(applyEdits(text, edits)).toBe(text.replace('http://', 'https://'));
  });
});

describe('github', () => {
  it('is one command per finding, which no name can end', async () => {
    const cwd = folder({ 'a,b:c/.mcp.json': config(fake.githubToken()) });
    const { out } = await run(['check', '--format', 'github'], { cwd });
    const lines = out.trimEnd().split('\n');
    for (const line of lines)
      expect(line).toMatch(
        /^::(?:error|warning|notice) file=a%2Cb%3Ac\/\.mcp\.json,line=\d+,[^:]*,title=[\w-]+::./,
      );
    expect(lines.length).toBeGreaterThan(3);
  });
});

describe('markdown', () => {
  it('is tables that no server name breaks, and the checklist', async () => {
    const cwd = folder({ '.mcp.json': config(fake.githubToken()) });
    const { out } = await run(['check', '--format', 'markdown'], { cwd });
    expect(out).toContain('## Production checklist');
    expect(out).not.toContain('<img');
    for (const row of out.split('\n').filter((line) => line.startsWith('| ')))
      expect([5, 7]).toContain(row.match(/(?<!\\)\|/g)?.length);
  });
});

describe('text', () => {
  it('underlines what a finding is about, without the secret', async () => {
    const token = fake.githubToken();
    const cwd = folder({ '.mcp.json': config(token) });
    const { out } = await run(['check'], { cwd });
    expect(out).toContain(`│ "GITHUB_TOKEN": "••••${token.slice(-4)}",`);
    expect(out).toContain('│                 ~~~~~~~~\n');
  });
  it('is one line per finding when asked', async () => {
    const cwd = folder({ '.mcp.json': config(fake.githubToken()) });
    expect((await run(['check', '--brief'], { cwd })).out).not.toContain('│');
  });
});

describe('explain', () => {
  it('prints the page of every rule', async () => {
    for (const id of ['plaintext-secret', 'scattered-credential']) {
      const { code, out } = await run(['explain', id]);
      expect(code).toBe(0);
      expect(out).toContain(`# ${id}\n`);
      expect(out).toContain('## How to fix it');
    }
  });
  it('says what was probably meant', async () => {
    const { code, err } = await run(['explain', 'unpined-image']);
    expect(code).toBe(2);
    expect(err).toContain('Did you mean "unpinned-image"?');
    expect((await run(['explain', '__proto__'])).code).toBe(2);
  });
});
