/** A key is given to Janee in a terminal, by a stand-in that speaks its documented command line. */
import assert from 'node:assert/strict';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { MOVE_TO_JANEE } from '../../../server/protocol.ts';
import { githubToken, withServers } from './configs.ts';
import { test } from './runner.ts';
import { waitForChecklist } from './surfaces.ts';
import {
  answering,
  closeSteps,
  code,
  codeActions,
  eventually,
  openText,
  scratch,
  surfaces,
  waitForDiagnostics,
} from './vscode.ts';

/** In front of PATH, for the server that is started next. @returns what it was given, once it was */
async function standIn(works: boolean): Promise<() => Promise<string>> {
  const { fsPath: bin } = await scratch('janee');
  const kept = path.join(bin, 'kept');
  const script = works
    ? `printf '%s\\n' "$*" "key=$MCP_CHECKLIST_KEY" "wd=$PWD" >> '${kept}'`
    : 'echo "No config found. Run janee init first." >&2; exit 1';
  await writeFile(path.join(bin, 'janee'), `#!/bin/sh\n${script}\n`);
  await chmod(path.join(bin, 'janee'), 0o755);
  const before = process.env.PATH ?? '';
  process.env.PATH = [bin, before].join(path.delimiter);
  await vscode.commands.executeCommand('mcpChecklist.restartServer');
  process.env.PATH = before;
  return () => readFile(kept, 'utf8').catch(() => '');
}

async function tokenInCursor(token: string) {
  const github = { command: 'node', args: ['a.js'], env: { GITHUB_TOKEN: token, LEVEL: '1' } };
  const text = withServers('mcpServers', { github });
  const { document } = await openText('.cursor/mcp.json', text);
  const [found] = await waitForDiagnostics(document.uri, (all) =>
    all.some((it) => code(it) === 'plaintext-secret'),
  );
  assert.ok(found);
  const actions = await codeActions(document.uri, found.range);
  const action = actions.find(({ command }) => command?.command === MOVE_TO_JANEE);
  assert.ok(action?.command, actions.map(({ title }) => title).join(' | '));
  const { command, arguments: args = [] } = action.command;
  const move = () => vscode.commands.executeCommand(command, ...args);
  return { document, text, move };
}

test('a key goes to Janee in a terminal, then out of the config, and its server is off', async () => {
  const token = githubToken();
  const given = await standIn(true);
  const { document, text, move } = await tokenInCursor(token);
  const { question, steps } = await surfaces();
  const shown = move();
  await eventually('what is done', () => question() !== undefined);
  assert.deepEqual(question()?.choices, [
    'Run: janee add github -u https://api.github.com --auth-type bearer --key-from-env MCP_CHECKLIST_KEY',
    'Take the key out of the config, and start Janee with this application',
    `Switch "github" off: the agent calls github through Janee's tool`,
  ]);
  assert.ok(await answering(shown), 'turned away');
  assert.equal(document.getText(), text);
  assert.equal(await given(), '');

  assert.ok(await answering(move(), /./));
  const [words, key] = (await given()).split('\n');
  assert.match(words ?? '', /^add github -u .* --key-from-env MCP_CHECKLIST_KEY$/);
  assert.equal(key, `key=${token}`);
  // Cursor has no off switch: the entry, without its key, is beside the file.
  assert.deepEqual(JSON.parse(document.getText()).mcpServers, {
    janee: { command: 'janee', args: ['serve'] },
  });
  const beside = document.uri.with({ path: `${document.uri.path}.mcp-checklist-off.json` });
  const kept = Buffer.from(await vscode.workspace.fs.readFile(beside)).toString();
  assert.ok(kept.includes('LEVEL') && !kept.includes(token));
  await waitForChecklist('the server to be off', ({ rows }) =>
    rows.some(({ name, disabled }) => String(name) === 'github' && disabled),
  );
  assert.match((steps() ?? []).at(-1) ?? '', /^Revoke the old GitHub/);
  await closeSteps();
  await vscode.workspace.fs.delete(beside);
});

test('what Janee does not take stays where it is', async () => {
  await standIn(false);
  const { document, text, move } = await tokenInCursor(githubToken());
  const moved = answering(move(), /./);
  await eventually('the terminal', () => vscode.window.activeTerminal?.name === 'Janee');
  // It stays open, with what Janee said in it.
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.equal(vscode.window.activeTerminal?.exitStatus, undefined);
  vscode.window.activeTerminal?.sendText('');
  await moved;
  assert.equal(document.getText(), text);
});
