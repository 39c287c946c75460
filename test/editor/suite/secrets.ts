import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { githubToken, otherConfig, vscodeConfig } from './configs.ts';
import { test } from './runner.ts';
import {
  answering,
  closeSteps,
  code,
  codeActions,
  eventually,
  openText,
  rangeOf,
  surfaces,
  typeText,
  waitForDiagnostics,
  waitUntil,
} from './vscode.ts';

const isSecret = (diagnostic: vscode.Diagnostic) => code(diagnostic) === 'plaintext-secret';

/** Puts the cursor on the token and presses the key of the preferred quick fix. */
async function autoFix(editor: vscode.TextEditor, token: string): Promise<string> {
  const { document } = editor;
  const range = rangeOf(document, token);
  await waitForDiagnostics(document.uri, (found) => found.some(isSecret));
  editor.selection = new vscode.Selection(range.start, range.start);
  const fixed = () => {
    const text = document.getText();
    return !text.includes(token) && text;
  };
  const press = async () => {
    // What the key runs does not wait for what it asks.
    await vscode.commands.executeCommand('editor.action.autoFix');
    const { question } = await surfaces();
    await eventually('the question', () => question() !== undefined, 5000);
    assert.ok(document.getText().includes(token), 'it is asked before anything is changed');
    await answering(Promise.resolve(), /^Discard/);
    return waitUntil('the fix', vscode.workspace.onDidChangeTextDocument, fixed, 5000);
  };
  // The first press is lost when VS Code is still moving the focus to the editor: a person presses again.
  return press().catch(press);
}

test('a token in .vscode/mcp.json is an error on exactly the token', async () => {
  const token = githubToken();
  const { document } = await openText('.vscode/mcp.json', vscodeConfig(token));
  const [found, ...others] = await waitForDiagnostics(document.uri, (all) => all.length > 0);
  assert.ok(found);
  assert.deepEqual(others, []);
  assert.equal(code(found), 'plaintext-secret');
  assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
  assert.equal(document.getText(found.range), token);
  assert.ok(!found.message.includes(token.slice(4, -4)));
});

test('the preferred fix makes it an input, and one undo brings all back', async () => {
  const token = githubToken();
  const before = vscodeConfig(token);
  const editor = await openText('.vscode/mcp.json', before);
  const config = JSON.parse(await autoFix(editor, token));
  const reference: string = config.servers.github.env.GITHUB_TOKEN;
  const id = /^\$\{input:([\w-]+)\}$/.exec(reference)?.[1];
  assert.ok(id, `${reference} is no reference to an input`);
  const [input, ...more] = config.inputs;
  assert.deepEqual(more, []);
  assert.deepEqual([input.id, input.type, input.password], [id, 'promptString', true]);
  await waitForDiagnostics(editor.document.uri, (found) => found.length === 0);

  await closeSteps();
  await vscode.commands.executeCommand('undo');
  assert.equal(editor.document.getText(), before);
  await waitForDiagnostics(editor.document.uri, (found) => found.some(isSecret));
});

for (const [path, reference] of [
  ['.cursor/mcp.json', '$' + '{env:GITHUB_TOKEN}'],
  ['.mcp.json', '$' + '{GITHUB_TOKEN}'],
] as const) {
  test(`in ${path} the token becomes ${reference}`, async () => {
    const token = githubToken();
    const editor = await openText(path, otherConfig(token));
    const config = JSON.parse(await autoFix(editor, token));
    assert.equal(config.mcpServers.github.env.GITHUB_TOKEN, reference);
    assert.equal(config.inputs, undefined);
    await waitForDiagnostics(editor.document.uri, (found) => found.length === 0);
  });
}

test('in claude_desktop_config.json no reference is offered: it resolves none', async () => {
  const token = githubToken();
  const { document } = await openText('claude_desktop_config.json', otherConfig(token));
  const [found] = await waitForDiagnostics(document.uri, (all) => all.some(isSecret));
  assert.ok(found);
  for (const { title, edit } of await codeActions(document.uri, found.range, { resolve: 9 })) {
    const texts = edit?.entries().flatMap(([, edits]) => edits.map(({ newText }) => newText)) ?? [];
    for (const text of [title, ...texts]) assert.ok(!text.includes('$' + '{'), text);
  }
});

test('a token in TOML and in YAML is found in the files of the hosts that read them', async () => {
  for (const [path, text] of [
    [
      '.codex/config.toml',
      (token: string) => `[mcp_servers.a]\ncommand = "node"\nenv = { GITHUB_TOKEN = "${token}" }\n`,
    ],
    [
      'librechat.yaml',
      (token: string) =>
        `mcpServers:\n  a:\n    command: node\n    env:\n      GITHUB_TOKEN: ${token}\n`,
    ],
  ] as const) {
    const token = githubToken();
    const { document } = await openText(path, text(token));
    const found = await waitForDiagnostics(document.uri, (all) => all.some(isSecret));
    const [secret] = found.filter(isSecret);
    assert.ok(secret, path);
    assert.equal(document.getText(secret.range), token);
  }
});

test('a token that is typed appears as a finding and goes when it is deleted', async () => {
  const token = githubToken();
  const editor = await openText('.vscode/mcp.json', vscodeConfig(''));
  const { uri } = editor.document;
  const start = rangeOf(editor.document, '"GITHUB_TOKEN": "').end;
  editor.selection = new vscode.Selection(start, start);
  await typeText(token);
  const [found] = await waitForDiagnostics(uri, (all) => all.some(isSecret));
  assert.equal(found && editor.document.getText(found.range), token);
  editor.selection = new vscode.Selection(start, start.translate(0, token.length));
  await vscode.commands.executeCommand('deleteLeft');
  await waitForDiagnostics(uri, (all) => !all.some(isSecret));
});
