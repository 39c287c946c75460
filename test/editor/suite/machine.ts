import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { withServers } from './configs.ts';
import { test } from './runner.ts';
import { rows, serverRows, waitForChecklist } from './surfaces.ts';
import { openText, surfaces } from './vscode.ts';

const texts = async () => (await rows()).map(({ text }) => text);

test('ten bad configs of a home folder are one quiet line in a folder without any, and no badge', async () => {
  const { head, state } = await surfaces();
  // Nobody has asked for anything yet.
  assert.equal(state.phase, 'idle');
  await vscode.commands.executeCommand('mcpChecklist.openChecklist');
  const { lists } = await waitForChecklist('ten configs', ({ configs }) => configs === 10);
  assert.ok((lists[0]?.progress.failing ?? 0) > 0, 'They are bad.');
  const [line, ...more] = await rows();
  assert.equal(more.length, 0);
  assert.match(line?.text ?? '', /^This machine \| \d of \d done, \d not applicable$/);
  assert.equal(line?.item.collapsibleState, vscode.TreeItemCollapsibleState.Collapsed);
  assert.deepEqual(head(), { description: '', message: '', badge: 0 });
  assert.deepEqual(
    (await serverRows()).map(({ text }) => text),
    ['This machine'],
  );
  // Ten files, each under its own name, from home.
  const encryption = (await line?.children())?.find(({ text }) => text.startsWith('5. '));
  const files = ((await encryption?.children()) ?? []).map(({ text }) => text);
  assert.equal(files.length, 10);
  assert.ok(
    files.every((text) => text.startsWith('~/')),
    files.join(),
  );
});

test('what the folder itself is to blame for is loud, and apart from the machine', async () => {
  const { head } = await surfaces();
  const servers = { here: { url: 'http://mcp.example.com/mcp' } };
  await openText('/.mcp.json', withServers('mcpServers', servers));
  const { lists } = await waitForChecklist('two lists', (it) => it.lists.length === 2);
  assert.deepEqual(
    (await texts()).map((text) => text.replace(/ \|.*/, '')),
    ['This folder', 'This machine'],
  );
  const { message, badge } = head();
  assert.equal(badge, lists[0]?.progress.failing);
  assert.equal(badge, 1);
  assert.match(message, /^1 critical, about 10 min · \d needs? your review$/);
});

test('who wants them together has one list of all, and a badge that counts it', async () => {
  const { head } = await surfaces();
  const settings = vscode.workspace.getConfiguration('mcpChecklist');
  await settings.update('machineConfigs', 'together', vscode.ConfigurationTarget.Global);
  try {
    const { lists } = await waitForChecklist('one list', (it) => it.lists[0]?.scope === 'all');
    assert.equal((await rows()).length, 10);
    assert.match((await texts())[0] ?? '', /^1\. /);
    assert.equal(head().badge, lists[0]?.progress.failing);
    assert.ok((await serverRows()).length >= 10);
  } finally {
    await settings.update('machineConfigs', undefined, vscode.ConfigurationTarget.Global);
  }
  await waitForChecklist('two groups', (it) => it.lists.some(({ scope }) => scope === 'machine'));
});
