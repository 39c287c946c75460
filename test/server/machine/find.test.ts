import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import picomatch from 'picomatch/posix.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CONFIG_GLOBS, findConfigs, isConfigPath } from '../../../server/machine/find.ts';
import { mayHoldProject } from '../../../server/project/find-files.ts';

/** Where people keep servers, beside the files that hosts read. */
const IN_THE_NET = [
  'mcp.json',
  'config/mcp.json',
  '.claude/mcp.json',
  '.claude/servers.json',
  '.codebuddy/mcp.json',
  '.omp/mcp.json',
  '.windsurf/mcp_config.json',
  '.github/mcp-config.json',
  '.mcp.local.json',
  'mcp.dev.json',
  'mcp-config.json',
  'mcp_servers.json',
  'codex.mcp.json',
  'docs/windsurf.mcp.json',
  '.mcp.json.example',
  'mcp.example.json',
  '.cursor/mcp.json.example',
  '.vscode/mcp.sample.json',
  '.cursor/mcp.json.bak',
  'example.mcp.json',
  'mcp.toml',
  'deploy/mcp-servers.yaml',
  'mcp.yml.sample',
  '.codex/config.toml.example',
  '.codex/config.example.toml',
  '.gemini/settings.json.sample',
  'opencode.example.json',
  'claude_desktop_config.example.json',
  'docs/claude_desktop_config.json',
  'mcp/servers.json',
  'MCP.json',
];
const NOT_IN_IT = [
  'package.json',
  'tsconfig.json',
  'src/mcp.ts',
  'docs/mcp.md',
  'config.example.json',
  'settings.json',
  'node_modules/x/mcp.json',
  'dist/mcp.json',
  'packages/a/build/mcp.json',
  '.venv/lib/mcp.yaml',
];

let root: string;
beforeEach(() => {
  // A folder above the one that is searched may be called anything.
  root = join(mkdtempSync(join(tmpdir(), 'mcp-checklist-find-')), 'build', 'work');
});
afterEach(() => rmSync(dirname(dirname(root)), { recursive: true, force: true }));

test('the search, a single look and the watchers agree about the net', async () => {
  for (const file of [...IN_THE_NET, ...NOT_IN_IT]) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '{}');
  }
  const { paths } = await findConfigs(root);
  const found = paths.map((path) => relative(root, path).split(sep).join('/'));
  expect(found).toEqual([...IN_THE_NET].sort());
  const isWatched = picomatch([...CONFIG_GLOBS], { dot: true });
  for (const file of IN_THE_NET) {
    expect([file, isConfigPath(join(root, file), root)]).toEqual([file, true]);
    expect([file, isWatched(file)]).toEqual([file, true]);
  }
  for (const file of NOT_IN_IT)
    expect([file, isConfigPath(join(root, file), root)]).toEqual([file, false]);
});

test("a host's own file is found in a folder that programs make", async () => {
  const file = join(root, 'build', '.cursor', 'mcp.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '{}');
  expect((await findConfigs(root)).paths).toEqual([file]);
});

test('passes every manifest by which a search would come upon a project', async () => {
  const deep = ['', 'a/', 'a/b/c/', 'a/b/c/d/e/', 'a/b/c/d/e/f/', 'a/b/c/d/e/f/g/', '.x/dist2/'];
  const names = ['package.json', `requirements-${'x'.repeat(50)}.txt`, 'deep.csproj', 'x.json'];
  for (const file of deep.flatMap((it) => names.map((name) => it + name))) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '"@modelcontextprotocol/sdk"');
    const holds = await mayHoldProject(root);
    expect([file, (await findConfigs(root)).projectManifests]).toEqual([
      file,
      holds ? [join(root, file)] : [],
    ]);
    rmSync(join(root, file));
  }
});
