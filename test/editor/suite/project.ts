import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { test } from './runner.ts';
import { publishRows } from './surfaces.ts';
import {
  applyAction,
  eventually,
  inWorkspace,
  open,
  openText,
  surfaces,
  typeText,
  waitForDiagnostics,
  waitUntil,
} from './vscode.ts';

const RULE = 'tool-error-not-flagged';

async function item(number: number) {
  const { state } = await surfaces();
  return state.projects[0]?.items.find((it) => it.number === number);
}

async function waitForItem(number: number, status: string): Promise<void> {
  const { state } = await surfaces();
  const is = () => state.projects[0]?.items.find((it) => it.number === number)?.status === status;
  await waitUntil(`item ${number} to be ${status}`, state.onDidChange, is);
}

/** A row of the publish list, whichever section it stands in. */
async function rowOf(number: number) {
  for (const section of await publishRows())
    for (const row of await section.children()) if (row.text.startsWith(`${number}. `)) return row;
  throw new Error(`There is no row of item ${number}.`);
}

test('a folder with the source of a server has a second list, what blocks first', async () => {
  await waitForItem(19, 'fail');
  const sections = await publishRows();
  assert.equal(sections.length, 15);
  const expanded = sections.map(({ item: it }) => it.collapsibleState);
  const { Expanded } = vscode.TreeItemCollapsibleState;
  assert.equal(expanded[0], Expanded);
  // Sections with something that fails stand together in front.
  assert.equal(expanded.lastIndexOf(Expanded), expanded.filter((it) => it === Expanded).length - 1);
  const [first] = (await sections[0]?.children()) ?? [];
  assert.match(first?.text ?? '', /^\d+\. .+ \| high$/);
  const none = await rowOf(46);
  assert.match(none.text, /^46\. .+ \| n\/a · \S.+/);
});

test('its evidence opens at the place', async () => {
  const children = await (await rowOf(19)).children();
  const place = children.find(({ text }) => text.startsWith('server.py:12'));
  const { command, arguments: args = [] } = place?.item.command ?? {};
  assert.ok(command, children.map(({ text }) => text).join('\n'));
  await vscode.commands.executeCommand(command, ...args);
  const line = () => {
    const editor = vscode.window.activeTextEditor;
    return editor?.document.uri.path.endsWith('/server.py') && editor.selection.start.line;
  };
  await eventually('the line of the evidence', () => line() === 11);
});

test('its source is judged while it is typed, and its tools are in the outline', async () => {
  const uri = inWorkspace('server.py');
  const editor = await open(uri);
  await waitForDiagnostics(uri, (all) => all.some(({ code }) => codeOf(code) === RULE));
  await eventually('the tool in the outline', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    );
    return (
      symbols?.some(({ name, detail }) => name === 'read_note' && detail === 'MCP tool') ?? false
    );
  });
  const hover = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    uri,
    editor.document.positionAt(editor.document.getText().indexOf('read_note') + 1),
  );
  const said = hover.flatMap(({ contents }) =>
    contents.map((it) => (it as { value: string }).value),
  );
  assert.equal(said.filter((it) => it.includes('MCP tool')).length, 1);
  const { status } = await surfaces();
  await eventually('the language status', () => status.text.includes('1 warning'));
  assert.match(status.detail ?? '', /^probe-server: \d+ of \d+ done/);
  const text = editor.document.getText();
  const start = text.indexOf('return f"Error');
  const end = text.indexOf('\n', start);
  const { document } = editor;
  editor.selection = new vscode.Selection(document.positionAt(start), document.positionAt(end));
  await typeText('raise');
  await waitForDiagnostics(uri, (all) => all.every(({ code }) => codeOf(code) !== RULE));
  await waitForItem(19, 'pass');
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await waitForItem(19, 'fail');
});

test('all of one rule in a file of source is fixed at once', async () => {
  const uri = inWorkspace('server.py');
  const editor = await open(uri);
  const { document } = editor;
  const text = document.getText();
  const prints = '    print("one")\n    print("two")\n';
  const at = document.positionAt(text.indexOf('    try:'));
  await editor.edit((it) => it.insert(at, prints));
  const rule = 'stdout-write-in-stdio-server';
  const isIt = (it: vscode.Diagnostic) => codeOf(it.code) === rule;
  const found = await waitForDiagnostics(uri, (all) => all.filter(isIt).length === 2);
  const [first] = found.filter(isIt);
  assert.ok(first);
  await applyAction(uri, first.range, `Fix all 2 of ${rule} in this file`);
  const now = document.getText();
  assert.equal(now.match(/, file=sys\.stderr\)/g)?.length, 2, now);
  assert.equal(now.match(/^import sys$/gm)?.length, 1, now);
  await waitForDiagnostics(uri, (all) => !all.some(isIt));
  await vscode.commands.executeCommand('workbench.action.files.revert');
});

test('a person ticks what no machine can tell', async () => {
  await waitForItem(14, 'review');
  const { node, item: row } = await rowOf(14);
  assert.equal(
    (row.checkboxState as { state: vscode.TreeItemCheckboxState }).state,
    vscode.TreeItemCheckboxState.Unchecked,
  );
  const said = { until: '2099-01-01', keep: 'person', note: 'stderr only' };
  await vscode.commands.executeCommand('mcpChecklist.attest', node, said);
  await waitForItem(14, 'attested');
  assert.match((await rowOf(14)).text, /\| until 2099-01-01/);
  await vscode.commands.executeCommand('mcpChecklist.withdraw', (await rowOf(14)).node, true);
  await waitForItem(14, 'review');
  assert.equal((await item(14))?.attestation, null);
});

test('a draft is written in front of the person, and counts once it was read', async () => {
  await waitForItem(39, 'fail');
  await vscode.commands.executeCommand(
    'mcpChecklist.draft',
    (await rowOf(39)).node,
    'troubleshooting',
  );
  const editor = vscode.window.activeTextEditor;
  assert.match(editor?.document.uri.path ?? '', /\/README\.md$/);
  const line = editor?.document.lineAt(editor.selection.start.line).text ?? '';
  assert.match(line, /^<!-- Draft by MCP Checklist/);
  await waitForItem(39, 'review');
  assert.match((await item(39))?.reason ?? '', /^It holds by a draft/);
  await editor?.edit((it) => {
    const { range } = editor.document.lineAt(editor.selection.start.line);
    it.delete(range);
  });
  await waitForItem(39, 'pass');
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  await vscode.workspace.fs.delete(inWorkspace('README.md'));
});

test('what others wrote is not sent', async () => {
  const { sent } = await surfaces();
  const own = inWorkspace('server.py');
  await open(own);
  await eventually('a file of the project to be sent', () => sent(own));
  const theirs = await openText('/.venv/lib/other.py', 'mcpServers: dict = {}\n');
  assert.equal(sent(theirs.document.uri), false);
});

function codeOf(code: vscode.Diagnostic['code']): unknown {
  return typeof code === 'object' ? code.value : code;
}
