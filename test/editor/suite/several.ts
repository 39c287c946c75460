import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { findingsOf, itemIn } from '../../items.ts';
import { githubToken, otherConfig, withServers } from './configs.ts';
import { test } from './runner.ts';
import { serverRows, waitForChecklist } from './surfaces.ts';
import { VirtualFiles } from './virtual-files.ts';
import { applyAction, code, open, rangeOf, surfaces, waitForDiagnostics } from './vscode.ts';

const address = 'http://mcp.example.com/mcp';
const plain = withServers('mcpServers', { docs: { url: address } });

async function writeIn(folder: number, path: string, text: string): Promise<vscode.Uri> {
  const root = vscode.workspace.workspaceFolders?.[folder];
  assert.ok(root, `no folder ${folder}`);
  const uri = vscode.Uri.joinPath(root.uri, path);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  return uri;
}

test('the configs of every folder count, and each folder silences for itself', async () => {
  await surfaces();
  const first = await writeIn(0, '.mcp.json', plain);
  const second = await writeIn(1, '.mcp.json', plain);
  const ignore = { rule: 'insecure-transport', path: '.mcp.json', reason: 'a lab' };
  const project = await writeIn(1, '.mcp-checklist.json', JSON.stringify({ ignore: [ignore] }));
  await vscode.commands.executeCommand('mcpChecklist.scan');
  const state = await waitForChecklist(
    'both folders',
    (it) => it.configs === 2 && itemIn(it, 5)?.findings.length === 1,
  );
  assert.equal(findingsOf(state, 5)[0]?.uri, first.toString());
  assert.equal((await serverRows()).length, 2);
  await open(second);
  await vscode.workspace.fs.delete(project);
  await waitForDiagnostics(second, (all) => all.some((it) => code(it) === 'insecure-transport'));
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  for (const uri of [first, second]) await vscode.workspace.fs.delete(uri);
  await waitForChecklist('neither', ({ configs }) => configs === 0);
});

test('in a virtual folder the open config is checked, fixed and counted', async () => {
  const files = new VirtualFiles({ '/app/.cursor/mcp.json': plain });
  const provider = vscode.workspace.registerFileSystemProvider('virtual', files);
  const folder = vscode.Uri.parse('virtual:/app');
  const at = vscode.workspace.workspaceFolders?.length ?? 0;
  vscode.workspace.updateWorkspaceFolders(at, 0, { uri: folder, name: 'virtual' });
  const uri = vscode.Uri.joinPath(folder, '.cursor/mcp.json');
  const { document } = await open(uri);
  await waitForDiagnostics(uri, (all) => all.some((it) => code(it) === 'insecure-transport'));
  const state = await waitForChecklist('the open config', ({ configs }) => configs === 1);
  assert.equal(state.files[0]?.uri, uri.toString());
  await applyAction(uri, rangeOf(document, 'http://mcp.example.com'), /https/);
  await waitForDiagnostics(uri, (all) => !all.some((it) => code(it) === 'insecure-transport'));
  await document.save();
  assert.match(files.text('/app/.cursor/mcp.json'), /"https:\/\/mcp\.example\.com/);
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  vscode.workspace.updateWorkspaceFolders(at, 1);
  provider.dispose();
});

test('a token in a virtual folder becomes a reference as well', async () => {
  const token = githubToken();
  const files = new VirtualFiles({ '/lab/.mcp.json': otherConfig(token) });
  const provider = vscode.workspace.registerFileSystemProvider('virtual', files);
  const { document } = await open(vscode.Uri.parse('virtual:/lab/.mcp.json'));
  await waitForDiagnostics(document.uri, (all) =>
    all.some((it) => code(it) === 'plaintext-secret'),
  );
  await applyAction(document.uri, rangeOf(document, token), /\$\{GITHUB_TOKEN\}/, /^Discard/);
  assert.ok(!document.getText().includes(token));
  await document.save();
  provider.dispose();
});
