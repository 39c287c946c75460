import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ChecklistState } from '../../../client/tree/checklist-state.ts';
import { itemIn } from '../../items.ts';
import { githubToken, withServers } from './configs.ts';
import { test } from './runner.ts';
import { rowOf, serverRows, waitForChecklist } from './surfaces.ts';
import {
  code,
  eventually,
  inWorkspace,
  open,
  openText,
  surfaces,
  waitForDiagnostics,
  waitUntil,
  write,
} from './vscode.ts';

async function startEmpty(): Promise<void> {
  await vscode.commands.executeCommand('mcpChecklist.scan');
  await waitForChecklist('an empty checklist', ({ configs }) => configs === 0);
}

/** The text of a file on disk. */
async function onDisk(uri: vscode.Uri): Promise<string> {
  return Buffer.from(await vscode.workspace.fs.readFile(uri)).toString();
}

test('every server is listed by application, with what it starts and how bad it is', async () => {
  await startEmpty();
  const servers = {
    github: { command: 'npx', args: ['-y', 'cowsay@1.5.0'], env: { GITHUB_TOKEN: githubToken() } },
    docs: { url: 'https://mcp.example.com/mcp' },
    old: { command: 'node', args: ['a.js'], disabled: true },
  };
  await openText('.codeium/windsurf/mcp_config.json', withServers('mcpServers', servers));
  await waitForChecklist('three servers', ({ rows: all }) => all.length === 3);
  const [config] = await serverRows();
  assert.match(config?.text ?? '', /^Windsurf \| .*mcp_config\.json$/);
  const [github, docs, old] = (await config?.children()) ?? [];
  assert.equal(github?.text, 'github | stdio · cowsay@1.5.0');
  assert.equal(docs?.text, 'docs | http · mcp.example.com');
  assert.equal(old?.text, 'old | off · stdio · node');
  assert.equal(github?.item.contextValue, 'server.on.revocable');
  assert.equal(old?.item.contextValue, 'server.off');
  assert.match(
    github?.item.accessibilityInformation?.label ?? '',
    /^github, stdio, cowsay@1\.5\.0, Error, 1 finding$/,
  );
  const [finding] = (await github?.children()) ?? [];
  assert.match(finding?.text ?? '', /^GitHub .+ in GITHUB_TOKEN \| line \d+$/);
  assert.deepEqual(await docs?.children(), []);
});

test('one click switches a server off in a file that nobody has opened, and on again', async () => {
  await startEmpty();
  const text = `{\n  "mcpServers": {\n    // ours\n    "docs": {\n      "command": "node",\n      "args": ["a.js"]\n    }\n  }\n}\n`;
  // A comment is no JSON, and Windsurf takes none: the edit leaves it where it is all the same.
  const uri = await write('.codeium/windsurf/mcp_config.json', text);
  // Its folder is new: a watcher may miss what is made in one at the same moment.
  await vscode.commands.executeCommand('mcpChecklist.scan');
  const shown = async (disabled: boolean) => {
    await waitForChecklist('the switch', ({ rows: all }) => all[0]?.disabled === disabled);
    return (await (await serverRows())[0]?.children())?.[0];
  };
  const on = await shown(false);
  await vscode.commands.executeCommand('mcpChecklist.disableServer', on?.node);
  const off = await shown(true);
  assert.equal(await onDisk(uri), text.replace('"command"', '"disabled": true,\n      "command"'));
  await vscode.commands.executeCommand('mcpChecklist.enableServer', off?.node);
  await shown(false);
  assert.equal(await onDisk(uri), text);
});

test('in VS Code itself a server becomes a comment, in Cursor it is kept beside, and both come back', async () => {
  const entry = `{\n      "command": "node",\n      "args": ["a.js"]\n    }`;
  const code = `{\n  "servers": {\n    "ours": ${entry}\n  }\n}\n`;
  const cursor = `{\n  "mcpServers": {\n    "theirs": ${entry},\n    "more": ${entry}\n  }\n}\n`;
  const files = [
    { uri: await write('.vscode/mcp.json', code), text: code, name: 'ours' },
    { uri: await write('.cursor/mcp.json', cursor), text: cursor, name: 'theirs' },
  ];
  await vscode.commands.executeCommand('mcpChecklist.scan');
  const nodeOf = async (name: string) => {
    for (const config of await serverRows())
      for (const child of await config.children()) if (child.item.label === name) return child.node;
    return undefined;
  };
  const is = (name: string, disabled: boolean) =>
    waitForChecklist(`${name} to be switched`, ({ rows: all }) =>
      all.some((row) => row.name === name && row.disabled === disabled),
    );
  for (const { name } of files) {
    await is(name, false);
    await vscode.commands.executeCommand('mcpChecklist.disableServer', await nodeOf(name));
    await is(name, true);
  }
  const [ours, theirs] = files.map(({ uri }) => uri);
  assert.ok(ours && theirs);
  assert.match(await onDisk(ours), /\/\/- {5}"ours": \{/);
  assert.deepEqual(Object.keys(JSON.parse(await onDisk(theirs)).mcpServers), ['more']);
  for (const { name } of files) {
    await vscode.commands.executeCommand('mcpChecklist.enableServer', await nodeOf(name));
    await is(name, false);
  }
  for (const { uri, text } of files) assert.equal(await onDisk(uri), text);
  const beside = vscode.Uri.file(`${theirs.fsPath}.mcp-checklist-off.json`);
  await assert.rejects(async () => vscode.workspace.fs.stat(beside));
});

test('a drill switches a server off and on, and its time is dated evidence of the kill switch', async () => {
  await startEmpty();
  const env = { GITHUB_TOKEN: githubToken() };
  const entries = { a: { command: 'node', args: ['a.js'], env }, b: { command: 'node', env } };
  const text = withServers('mcpServers', entries);
  const uri = await write('.cursor/mcp.json', text);
  await vscode.commands.executeCommand('mcpChecklist.scan');
  const status = (it: ChecklistState) =>
    itemIn(it, 10)
      ?.servers.map((one) => one.status)
      .join();
  await waitForChecklist('two servers to be asked about', (it) => status(it) === 'review,review');
  const [a, b] = (await (await serverRows())[0]?.children()) ?? [];
  assert.equal(a?.item.contextValue, 'server.on.sharing.revocable');
  await vscode.commands.executeCommand('mcpChecklist.drill', a?.node, 'person');
  await waitForChecklist('one to be attested', (it) => status(it) === 'attested,review');
  assert.equal(await onDisk(uri), text);
  const word = itemIn((await surfaces()).state.checklist, 10)?.servers[0]?.attestation;
  assert.match(word?.note ?? '', /^drill: off in \d+\.\d\d s, on in \d+\.\d\d s$/);
  assert.equal(word?.on, new Date().toISOString().slice(0, 10));

  await vscode.commands.executeCommand('mcpChecklist.disableSharing', b?.node);
  await waitForChecklist('both to be off', (it) => it.rows.every((row) => row.disabled));
  // Out of the file, the token is on the disk all the same.
  await waitForChecklist('both tokens to be found', (it) => itemIn(it, 1)?.status === 'fail');
  const kept = vscode.Uri.file(`${uri.fsPath}.mcp-checklist-off.json`);
  const { document } = await open(kept);
  const found = await waitForDiagnostics(kept, (all) => all.length > 0);
  const marked = found.filter((it) => code(it) === 'plaintext-secret');
  assert.deepEqual(
    marked.map(({ range }) => document.getText(range)),
    [env.GITHUB_TOKEN, env.GITHUB_TOKEN],
  );
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  for (const row of (await (await serverRows())[0]?.children()) ?? [])
    await vscode.commands.executeCommand('mcpChecklist.enableServer', row.node);
  await waitForChecklist('both to be on', (it) => it.rows.every((row) => !row.disabled));
  assert.equal(await onDisk(uri), text);
});

test('an item that no machine can judge is marked as reviewed, for the team or for oneself', async () => {
  await startEmpty();
  await openText(
    '.cursor/mcp.json',
    withServers('mcpServers', { docs: { command: 'node', args: ['a.js'] } }),
  );
  const audit = async (status: string) => {
    await waitForChecklist(`item 3 to be ${status}`, (it) => itemIn(it, 3)?.status === status);
    const all = (await (await rowOf(3))?.children()) ?? [];
    return all.find(({ item }) => String(item.contextValue).startsWith('itemServer'));
  };
  const project = inWorkspace('.mcp-checklist.json');
  for (const keep of ['person', 'project'] as const) {
    const open = await audit('review');
    assert.equal(open?.item.contextValue, 'itemServer.review');
    const said = { until: '2126-01-01', keep, note: 'gateway' };
    await vscode.commands.executeCommand('mcpChecklist.attest', open?.node, said);
    const done = await audit('attested');
    assert.match(done?.text ?? '', /^docs \| until 2126-01-01 · .+ · gateway$/);
    if (keep === 'project') assert.match(await onDisk(project), /"item": "production\/3"/);
    await vscode.commands.executeCommand('mcpChecklist.withdraw', done?.node, true);
  }
  await audit('review');
  await vscode.workspace.fs.delete(project);
});

test('of several servers only those are marked that a person chose, under the question of the item', async () => {
  await startEmpty();
  const servers = {
    a: { command: 'node', args: ['a.js'] },
    b: { command: 'node', args: ['b.js'] },
  };
  await openText('.cursor/mcp.json', withServers('mcpServers', servers));
  const stateOf = (it: ChecklistState) => itemIn(it, 3)?.servers.map(({ status }) => status);
  await waitForChecklist('item 3 to ask', (it) => stateOf(it)?.join() === 'review,review');
  const { attestQuestion, state } = await surfaces();
  const { executeCommand } = vscode.commands;
  const item = await rowOf(3);
  const ask = () => executeCommand('mcpChecklist.attest', item?.node);
  // Enter alone vouches for nothing.
  let done = ask();
  await eventually('the question', () => attestQuestion() !== undefined);
  assert.match(attestQuestion()?.title ?? '', /^Which secrets were used in the last 24 hours/);
  await eventually('it to be answered', async () => {
    await executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return attestQuestion() === undefined;
  });
  await done;
  assert.deepEqual(state.checklist && stateOf(state.checklist), ['review', 'review']);

  const one = (await item?.children())?.find(({ text }) => text.startsWith('a | '));
  const seen = new Set<string>();
  // VS Code tells nobody when a list is there: a key that comes too early is one for nothing. Who says it for the team
  // has to say how they know: Enter does not get past that.
  await eventually('all three to be answered', async () => {
    const { step = '', title } = attestQuestion() ?? {};
    if (step === '') done = executeCommand('mcpChecklist.attest', one?.node);
    else assert.match(title ?? '', /^Which secrets/);
    if (step === 'who') await executeCommand('workbench.action.quickOpenSelectNext');
    if (step === 'how' && seen.has('how')) await executeCommand('workbench.action.closeQuickOpen');
    else await executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    seen.add(step);
    return state.checklist !== undefined && stateOf(state.checklist)?.[0] === 'attested';
  });
  await waitForChecklist('one to be attested', (it) => stateOf(it)?.join() === 'attested,review');
});

test('the report of the folder opens as a document of its own', async () => {
  await openText(
    '.cursor/mcp.json',
    withServers('mcpServers', { docs: { url: 'http://a.example.com' } }),
  );
  await vscode.commands.executeCommand('mcpChecklist.exportReport', 'markdown');
  const shown = () => vscode.window.activeTextEditor?.document.languageId === 'markdown';
  await waitUntil('the report', vscode.window.onDidChangeActiveTextEditor, shown);
  const text = vscode.window.activeTextEditor?.document.getText() ?? '';
  assert.match(text, /## Production checklist/);
  assert.match(text, /insecure-transport/);
});

test('the report is saved as a page, where the person wants it', async () => {
  const target = inWorkspace('report.html');
  void vscode.commands.executeCommand('mcpChecklist.saveReport', target);
  const saved = async () => {
    const bytes = await vscode.workspace.fs.readFile(target).then(undefined, () => undefined);
    return bytes && new TextDecoder().decode(bytes);
  };
  let page: string | undefined;
  for (let tries = 0; !page && tries < 200; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    page = await saved();
  }
  assert.match(page ?? '', /^<!doctype html>[\s\S]*Production checklist[\s\S]*<\/html>\s*$/);
  await vscode.workspace.fs.delete(target);
});

test('the page of a rule opens in VS Code, offline', async () => {
  const { status } = await surfaces();
  assert.ok(status);
  const uri = vscode.Uri.parse('mcp-checklist-rule:/unpinned-package.md');
  const document = await vscode.workspace.openTextDocument(uri);
  assert.match(document.getText(), /^# unpinned-package/);
  await vscode.commands.executeCommand('mcpChecklist.showRule', 'unpinned-package');
  await eventually('the preview', () =>
    vscode.window.tabGroups.all.some(({ tabs }) =>
      tabs.some(({ label }) => /unpinned-package/.test(label)),
    ),
  );
});
