import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Result } from 'sarif';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { folder, run } from './run.ts';
import { isSarif } from './sarif-schema.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/project/publish');
let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'mcp-checklist-'));
  cpSync(join(FIXTURES, 'hello-stdio'), cwd, { recursive: true });
});

afterEach(() => rmSync(cwd, { recursive: true, force: true }));

describe('checklist of a server project', () => {
  test('applies by itself where there is no config, and says how far it is', async () => {
    const { code, out, err } = await run(['checklist'], { cwd });
    expect(err).toBe('');
    expect(out).toMatch(/^Publish checklist: hello-stdio: 11 of 23 done, 40 not applicable\n/);
    expect(out).toContain(' 4 ✓ pass           Permissions are scoped (high)');
    expect(out).toContain('src/server.ts:18');
    expect(code).toBe(1);
  });

  test('is JSON with its subject, its tools and evidence with places', async () => {
    const { out } = await run(['checklist', '--list', 'publish', '--format', 'json'], { cwd });
    const { schemaVersion, checklists } = JSON.parse(out);
    expect(schemaVersion).toBe(2);
    expect(checklists).toHaveLength(1);
    const [{ id, subject, items }] = checklists;
    expect(id).toBe('publish');
    expect(subject).toMatchObject({
      kind: 'project',
      root: '.',
      name: 'hello-stdio',
      version: '1.0.0',
      languages: ['typescript'],
      sdks: ['@modelcontextprotocol/sdk'],
      transports: ['stdio'],
      tools: [
        {
          name: 'get_greeting',
          file: 'src/server.ts',
          schema: true,
          annotations: { readOnlyHint: true },
        },
        { name: 'list_languages', file: 'src/server.ts' },
      ],
    });
    expect(items).toHaveLength(63);
    expect(items[24]).toMatchObject({
      id: 'publish/25',
      number: 25,
      section: 'testing',
      severity: 'medium',
      status: 'pass',
      reason: 'Tests name every tool.',
      evidence: [{ says: 'for', file: 'test/server.test.ts', from: { criterion: 'publish/25' } }],
    });
    expect(items[0]).toMatchObject({ status: 'not applicable', reason: 'It reads no credential.' });
  });

  test('is a table in Markdown', async () => {
    const { out } = await run(['checklist', '--list', 'publish', '--format', 'markdown'], { cwd });
    expect(out).toContain('| 36 | Installation is documented | medium | ✓ pass |');
  });

  test('comes beside the production list, and each alone where it is asked for', async () => {
    cpSync(join(FIXTURES, 'hello-stdio/package.json'), join(cwd, 'package.json'));
    const both = await run(['checklist', '--list', 'all', '--format', 'json'], { cwd });
    expect(JSON.parse(both.out).checklists.map(({ id }: { id: string }) => id)).toEqual([
      'production',
      'publish',
    ]);
    const one = await run(['checklist', '--list', 'production', '--format', 'json'], { cwd });
    expect(JSON.parse(one.out).checklists.map(({ id }: { id: string }) => id)).toEqual([
      'production',
    ]);
  });

  test('says where there is no project, and leaves folders without one as they were', async () => {
    const empty = folder({ 'package.json': '{ "name": "site" }', 'index.js': 'console.log(1);\n' });
    const asked = await run(['checklist', '--list', 'publish'], { cwd: empty });
    expect(asked.code).toBe(2);
    expect(asked.err).toBe('mcp-checklist: no server project was found.\n');
    const { out } = await run(['checklist'], { cwd: empty });
    expect(out).toMatch(/^Production checklist/);
  });

  test('reads what git does not ignore, and nothing that was installed or built', async () => {
    const files = {
      'package.json': JSON.stringify({
        name: 'a',
        dependencies: { '@modelcontextprotocol/sdk': '1' },
      }),
      '.gitignore': 'private/\n',
      'node_modules/b/README.md': '## Troubleshooting\n',
      'private/NOTES.md':
        '## Troubleshooting\n\nLook whether the server is started, and start it again.\n',
      'src/index.ts':
        "import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';\nserver.registerTool('get_it', {}, async () => ({}));\nawait server.connect(new StdioServerTransport());\n",
    };
    const { out } = await run(['checklist', '--list', 'publish', '--format', 'json'], {
      cwd: folder(files),
    });
    const [{ items }] = JSON.parse(out).checklists;
    expect(items[38]).toMatchObject({ number: 39, status: 'fail' });
  });

  test('says what directories miss, and fails where one is asked for that is not ready', async () => {
    const { out } = await run(['checklist', '--list', 'publish', '--format', 'json'], { cwd });
    const [{ directories }] = JSON.parse(out).checklists;
    const registry = directories.find(({ id }: { id: string }) => id === 'mcp-registry');
    expect(registry).toMatchObject({
      ready: false,
      missing: [
        {
          id: 'server-json',
          reason: 'There is no server.json.',
          items: ['publish/36'],
          seen: 'schema 2025-12-11, repository of 2026',
          places: [{ file: 'README.md' }],
        },
      ],
    });
    const one = await run(['checklist', '--for', 'registry'], { cwd });
    expect(one.code).toBe(1);
    expect(one.out).toContain('✗ mcp-registry      1 missing');
    expect(one.out).toContain('There is no server.json.');
    expect(one.out).not.toContain('docker');
    writeFileSync(
      join(cwd, 'server.json'),
      '{ "$schema": "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json", "name": "io.github.hello/hello-stdio", "description": "Greets.", "version": "1.0.0" }',
    );
    const ready = await run(['checklist', '--for', 'registry', '--format', 'markdown'], { cwd });
    expect(ready.out).toContain('| ✓ nothing missing |');
    expect(ready.code).toBe(0);
    const other = await run(['checklist', '--for', 'nuget'], { cwd });
    expect(other).toMatchObject({
      code: 1,
      err: 'mcp-checklist: nuget takes no server of this kind.\n',
    });
    const unknown = await run(['checklist', '--for', 'nowhere'], { cwd });
    expect(unknown.code).toBe(2);
    expect(unknown.err).toContain('there is no such directory. Known ones: registry, claude');
  });

  test('is SARIF with a result for each place, from the working folder', async () => {
    const above = join(cwd, '..');
    const under = basename(cwd);
    const log = async (...args: string[]) => {
      const { out } = await run(['checklist', under, '--format', 'sarif', ...args], { cwd: above });
      const parsed = JSON.parse(out);
      expect(isSarif(parsed)).toBe(true);
      return parsed.runs[0].results.map(
        (it: Result) =>
          `${it.ruleId} ${it.level} ${it.locations?.[0]?.physicalLocation?.artifactLocation?.uri}`,
      );
    };
    expect(await log()).toContain(`publish/38 note ${under}/package.json`);
    expect(await log('--for', 'openai')).toEqual([
      `openai-plugins/endpoint error ${under}/README.md`,
      `openai-plugins/annotations error ${under}/src/server.ts`,
      `openai-plugins/annotations error ${under}/src/server.ts`,
    ]);
  });
});

describe('attest for a server project', () => {
  const statusOf = async (number: number): Promise<unknown> => {
    const { out } = await run(['checklist', '--list', 'publish', '--format', 'json'], { cwd });
    const { status, word } = JSON.parse(out).checklists[0].items[number - 1];
    return [status, word?.person ?? null];
  };
  const attest = (...more: string[]) =>
    run(['attest', 'publish/14', '--by', 'Ada', '--note', 'stderr only', ...more], { cwd });

  test('is written down, counts until the next major version, and is taken back', async () => {
    expect(await statusOf(14)).toEqual(['review', null]);
    expect((await run(['attest', 'publish/14', '--by', 'Ada'], { cwd })).err).toContain('--note');
    const { code, out } = await attest();
    expect([code, out]).toEqual([
      0,
      expect.stringContaining('Item publish/14 is attested for 1 server by Ada, until '),
    ]);
    const policy = JSON.parse(readFileSync(join(cwd, '.mcp-checklist.json'), 'utf8'));
    expect(policy.attestations).toMatchObject([
      { item: 'publish/14', path: '.', server: 'hello-stdio', fingerprint: 'version 1' },
    ]);
    expect(await statusOf(14)).toEqual(['attested', 'Ada']);
    const manifest = join(cwd, 'package.json');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"1.0.0"', '"2.0.0"'));
    expect(await statusOf(14)).toEqual(['review', 'Ada']);
    expect((await attest('--withdraw')).code).toBe(0);
    expect(await statusOf(14)).toEqual(['review', null]);
  });

  test('does nothing for what a machine can tell', async () => {
    const { code, err } = await run(['attest', 'publish/19', '--by', 'A', '--note', 'b'], { cwd });
    expect([code, err]).toEqual([2, 'mcp-checklist: no server waits for it.\n']);
  });
});
