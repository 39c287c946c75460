import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ChecklistState } from '../../../client/tree/checklist-state.ts';
import { itemIn } from '../../items.ts';
import { githubToken, otherConfig, vscodeConfig, withServers } from './configs.ts';
import { test } from './runner.ts';
import { rowOf, rows, waitForChecklist } from './surfaces.ts';
import {
  answering,
  applyAction,
  eventually,
  open,
  openText,
  rangeOf,
  surfaces,
  waitForDiagnostics,
  waitUntil,
  write,
} from './vscode.ts';

const status = (checklist: ChecklistState, number: number) => itemIn(checklist, number)?.status;

async function textOnDisk(uri: vscode.Uri): Promise<string> {
  return Buffer.from(await vscode.workspace.fs.readFile(uri)).toString();
}

/** VS Code tells nobody about a file that is made and deleted within a moment, as other tests do. */
async function startEmpty(): Promise<void> {
  await vscode.commands.executeCommand('mcpChecklist.scan');
  await waitForChecklist('an empty checklist', ({ configs }) => configs === 0);
}

test('the side bar shows a finding, follows the fix, and keeps its rows', async () => {
  await startEmpty();
  const token = githubToken();
  const { document } = await openText('.vscode/mcp.json', vscodeConfig(token));
  await waitForChecklist('item 1 to fail', (it) => it.configs === 1 && status(it, 1) === 'fail');
  const before = await rows();
  assert.equal(before.length, 10);
  const [secrets] = before;
  assert.ok(secrets);
  assert.match(secrets.text, /^1\. .+ \| critical · 1 finding · 30 min$/);
  const spoken = secrets.item.accessibilityInformation?.label ?? '';
  assert.match(spoken, /^Item 1, .+: fail, 1 finding, critical, takes about 30 min$/);
  const [finding] = await secrets.children();
  assert.match(
    finding?.text ?? '',
    /^GitHub .+ in GITHUB_TOKEN \| github · \S+\/\.vscode\/mcp\.json:\d+$/,
  );

  await applyAction(document.uri, rangeOf(document, token), /input/i, /^Discard/);
  await waitForChecklist('item 1 to pass', (it) => status(it, 1) === 'pass');
  const after = await rows();
  assert.match(after[0]?.text ?? '', /^1\. .+ \| pass$/);
  assert.deepEqual(
    after.map(({ item }) => item.id),
    before.map(({ item }) => item.id),
  );
});

test('a click on a finding selects exactly its place', async () => {
  await startEmpty();
  const token = githubToken();
  // Not in a new folder: watchers may miss what is made in one at the same moment.
  const uri = await write('/.mcp.json', otherConfig(token));
  await waitForChecklist(
    'the finding of a file that is not open',
    (it) => status(it, 1) === 'fail',
  );
  const [finding] = (await (await rowOf(1))?.children()) ?? [];
  const { command, arguments: args = [] } = finding?.item.command ?? {};
  assert.ok(command);
  await vscode.commands.executeCommand(command, ...args);
  const selected = () => {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.uri.toString() !== uri.toString()) return undefined;
    return editor.document.getText(editor.selection);
  };
  const { onDidChangeTextEditorSelection } = vscode.window;
  await waitUntil('the token', onDidChangeTextEditorSelection, () => selected() === token);
});

test('the language status counts, and is there for configs only', async () => {
  await startEmpty();
  const { status: item } = await surfaces();
  const servers = {
    docs: { url: 'http://mcp.example.com/mcp' },
    files: { command: 'npx', args: ['-y', 'cowsay'] },
  };
  const { document } = await openText('.vscode/mcp.json', withServers('servers', servers));
  const { onDidChangeDiagnostics } = vscode.languages;
  await waitForDiagnostics(document.uri, (found) => found.length === 2);
  await waitForChecklist('the file to be known', ({ files }) => files.length === 1);
  await waitUntil(
    'the counts',
    onDidChangeDiagnostics,
    () => item.text === 'MCP: 1 error, 1 warning',
  );
  assert.equal(item.severity, vscode.LanguageStatusSeverity.Error);
  assert.ok(vscode.languages.match(item.selector, document) > 0);

  const other = await openText('data/other.json', '{}\n');
  assert.equal(vscode.languages.match(item.selector, other.document), 0);
});

test('a closed file keeps its place in the side bar, a deleted one loses it', async () => {
  await startEmpty();
  const { document } = await openText('/.mcp.json', otherConfig(githubToken()));
  const { uri } = document;
  await waitForDiagnostics(uri, (found) => found.length > 0);
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  const { sent } = await surfaces();
  await eventually('it to be closed', () => !sent(uri));
  await waitForDiagnostics(uri, (found) => found.length > 0);
  await waitForChecklist('the closed file to stay', (it) => status(it, 1) === 'fail');
  await vscode.workspace.fs.delete(uri);
  await waitForDiagnostics(uri, (found) => found.length === 0);
  await waitForChecklist('the deleted file to go', ({ configs }) => configs === 0);
  assert.deepEqual(await rows(), []);
});

test('a file deleted while it is open leaves nothing once its tab is closed', async () => {
  await startEmpty();
  const { document } = await openText('/.mcp.json', otherConfig(githubToken()));
  await waitForDiagnostics(document.uri, (found) => found.length > 0);
  await vscode.workspace.fs.delete(document.uri);
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await waitForDiagnostics(document.uri, (found) => found.length === 0);
  await waitForChecklist('the file to go', ({ configs }) => configs === 0);
});

test('a restarted server shows the same again, and no item is drawn anew', async () => {
  await startEmpty();
  const { state, checklist, publish } = await surfaces();
  const uri = await write('.vscode/mcp.json', vscodeConfig(githubToken()));
  await open(uri);
  await waitForDiagnostics(uri, (found) => found.length > 0);
  await waitForChecklist('item 1 to fail', (it) => status(it, 1) === 'fail');
  let drawn = 0;
  const watched = [checklist, publish].map((it) => it.onDidChangeTreeData?.(() => drawn++));
  const before = state.checklist;
  const { executeCommand } = vscode.commands;
  // Two at once: they wait for each other.
  await Promise.all([
    executeCommand('mcpChecklist.restartServer'),
    executeCommand('mcpChecklist.restartServer'),
  ]);
  await waitUntil('the server', state.onDidChange, () => state.phase === 'running');
  const found = await waitForDiagnostics(uri, (all) => all.length > 0);
  assert.equal(found.length, 1);
  await waitUntil('its checklist', state.onDidChange, () => state.checklist !== before);
  assert.equal(drawn, 0);
  for (const it of watched) it?.dispose();
});

test('everything of one kind is fixed in every file, after the changes were shown', async () => {
  await startEmpty();
  const plain = (root: string) =>
    withServers(root, { docs: { url: 'http://mcp.example.com/mcp' } });
  const first = await write('/.cursor/mcp.json', plain('mcpServers'));
  const second = await write('/.mcp.json', plain('mcpServers'));
  await waitForChecklist('two files', (it) => itemIn(it, 5)?.findings.length === 2);
  const files = (await (await rowOf(5))?.children()) ?? [];
  assert.deepEqual(
    files.map(({ text }) => text),
    ['.cursor/mcp.json | 1', '.mcp.json | 1'],
  );
  const [finding] = (await files[0]?.children()) ?? [];
  assert.equal(finding?.item.contextValue, 'finding');
  const { question } = await surfaces();
  const fixed = vscode.commands.executeCommand('mcpChecklist.fixRule', finding?.node);
  await eventually('both places to be shown', () => question()?.ticked.length === 2);
  for (const it of [first, second]) assert.doesNotMatch(await textOnDisk(it), /https:/);
  await answering(fixed, /./);
  for (const it of [first, second]) assert.match(await textOnDisk(it), /https:/);
  await waitForChecklist('nothing left', (it) => itemIn(it, 5)?.findings.length === 0);
});

test('a finding is copied from the side bar, and its fixes open beside its place', async () => {
  await startEmpty();
  const text = withServers('mcpServers', { docs: { url: 'http://mcp.example.com/mcp' } });
  const { document } = await openText('.cursor/mcp.json', text);
  await waitForChecklist('the finding', (it) => itemIn(it, 5)?.findings.length === 1);
  const [finding] = (await (await rowOf(5))?.children()) ?? [];
  await vscode.commands.executeCommand('mcpChecklist.copyFinding', finding?.node);
  const copied = await vscode.env.clipboard.readText();
  assert.match(copied, /\.cursor\/mcp\.json:\d+: .+ \(insecure-transport\)$/);
  await vscode.commands.executeCommand('mcpChecklist.fixFinding', finding?.node);
  const editor = vscode.window.activeTextEditor;
  assert.equal(editor?.document.uri.toString(), document.uri.toString());
  assert.equal(document.getText(editor.selection), 'http://mcp.example.com');
});

test('a whole item is marked as reviewed, and its rows have a box to untick', async () => {
  await startEmpty();
  const servers = {
    a: { command: 'node', args: ['a.js'] },
    b: { command: 'node', args: ['b.js'] },
  };
  await openText('.cursor/mcp.json', withServers('mcpServers', servers));
  await waitForChecklist('item 3 to ask', (it) => itemIn(it, 3)?.status === 'review');
  const audit = await rowOf(3);
  const boxes = async () =>
    ((await audit?.children()) ?? []).map(({ item }) => {
      const box = item.checkboxState;
      return typeof box === 'object' ? box.state : box;
    });
  const { Checked, Unchecked } = vscode.TreeItemCheckboxState;
  assert.deepEqual(
    (await boxes()).filter((it) => it !== undefined),
    [Unchecked, Unchecked],
  );
  const until = new Date(Date.now() + 5 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const said = { until, keep: 'person' };
  await vscode.commands.executeCommand('mcpChecklist.attest', audit?.node, said);
  await waitForChecklist('item 3 to be attested', (it) => itemIn(it, 3)?.status === 'attested');
  assert.deepEqual(
    (await boxes()).filter((it) => it !== undefined),
    [Checked, Checked],
  );
  // Two weeks ahead it is said: at the item, at each server, and beside the language of the file.
  assert.match((await rowOf(3))?.text ?? '', /^3\. Audit logs \| attested · runs out in 5 days$/);
  const [, first] = (await audit?.children()) ?? [];
  assert.match(first?.text ?? '', /^a \| runs out in 5 days · ./);
  const { status: language } = await surfaces();
  assert.equal(language.detail, 'Cursor · 2 reviews, one runs out in 5 days');
  assert.equal(language.severity, vscode.LanguageStatusSeverity.Warning);
  for (const { node } of (await audit?.children()) ?? [])
    await vscode.commands.executeCommand('mcpChecklist.withdraw', node, true);
  await waitForChecklist('item 3 to ask again', (it) => itemIn(it, 3)?.status === 'review');
});

test('a package leads to its page', async () => {
  const text = withServers('mcpServers', {
    docs: { command: 'npx', args: ['-y', 'cowsay@1.5.0'] },
  });
  const { document } = await openText('.cursor/mcp.json', text);
  await waitForDiagnostics(document.uri, () => true);
  const links = async () =>
    (await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      document.uri,
    )) ?? [];
  const page = 'https://www.npmjs.com/package/cowsay/v/1.5.0';
  await eventually('the link', async () =>
    (await links()).some(({ target }) => target?.toString() === page),
  );
  const own = (await links()).find(({ target }) => target?.toString() === page);
  assert.equal(own && document.getText(own.range), 'cowsay');
});
