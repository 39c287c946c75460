/** A window without a JSON document and without our view: which files start a server, and which do not. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { githubToken } from './configs.ts';
import { test } from './runner.ts';
import { code, eventually, openText, surfaces, waitForDiagnostics } from './vscode.ts';

const extension = vscode.extensions.getExtension('mcp-checklist.mcp-checklist');

/** The servers that this window runs: their programs are children of the extension host. */
function servers(): number {
  if (process.platform !== 'linux') throw new Error('Processes are read from /proc.');
  const isOurs = (pid: string): boolean => {
    try {
      const parent = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      const isServer = line.some((it) => path.basename(it) === 'cli.cjs') && line.includes('lsp');
      return parent === String(process.pid) && isServer;
    } catch {
      return false; // It has ended meanwhile.
    }
  };
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isOurs(name)).length;
}

test('an unrelated YAML file starts no server, nor do JSON files of VS Code itself', async () => {
  await openText('compose.yaml', 'services:\n  web:\n    image: nginx:1.27.0\n');
  await eventually('the extension to be active', () => extension?.isActive === true);
  const { state, sent } = await surfaces();
  const { document } = await openText('lab-mcp.yaml', 'title: a talk about protocols\n');
  assert.equal(document.languageId, 'yaml');
  // Long enough for one to start: it takes a tenth of that.
  await new Promise((next) => setTimeout(next, 3000));
  assert.equal(state.phase, 'idle');
  assert.equal(sent(document.uri), false);
  assert.equal(servers(), 0);
});

test('an unrelated Markdown file and an unrelated TOML file start none either', async () => {
  const { state } = await surfaces();
  await openText('README.md', '# mcp_servers: what they are\n');
  await openText('pyproject.toml', '[project]\nname = "x"\n');
  await new Promise((next) => setTimeout(next, 1000));
  assert.equal(state.phase, 'idle');
  assert.equal(servers(), 0);
});

test('the config of Codex is TOML, starts a server and is served', async () => {
  const text = `[mcp_servers.hub]\ncommand = "hub-mcp"\nenv = { HUB_TOKEN = "${githubToken()}" }\n`;
  const { document } = await openText('.codex/config.toml', text);
  assert.equal(document.languageId, 'toml');
  await waitForDiagnostics(document.uri, (all) =>
    all.some((it) => code(it) === 'plaintext-secret'),
  );
  assert.equal(servers(), 1);
});

for (const [name, text] of [
  [
    'goose/config.yaml',
    `extensions:\n  hub:\n    name: hub\n    type: stdio\n    cmd: hub-mcp\n    envs:\n      HUB_TOKEN: ${githubToken()}\n`,
  ],
  [
    '.github/agents/x.md',
    `---\nname: x\nmcp-servers:\n  hub:\n    type: local\n    command: hub-mcp\n    env:\n      HUB_TOKEN: ${githubToken()}\n---\nText\n`,
  ],
] as const) {
  test(`${name} is served`, async () => {
    const { document } = await openText(name, text);
    await waitForDiagnostics(document.uri, (all) =>
      all.some((it) => code(it) === 'plaintext-secret'),
    );
    assert.equal(servers(), 1);
  });
}
