import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { withServers } from './configs.ts';
import { notified, shown } from './notified.ts';
import { test } from './runner.ts';
import { codeActions, openText, rangeOf, waitForDiagnostics, write } from './vscode.ts';

const LINK = '[Repair now](command:workbench.action.files.newUntitledFile)';

const look = notified;

if (!look) {
  console.log('  - notifications: skipped, this VS Code does not let itself be looked at');
} else {
  test('links in notifications are seen by this test', async () => {
    // What other suites left fills the list, of which only what is in sight is there.
    await vscode.commands.executeCommand('notifications.clearAll');
    void vscode.window.showInformationMessage('A [control](command:workbench.action.focusSideBar)');
    assert.deepEqual((await look('control')).links.length, 1);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  test('the name of a folder is no link in a notification', async () => {
    const folder = `sub ${LINK}`;
    await write(`/${folder}/.mcp-checklist.json`, '{ "ignore": [');
    await write(
      `/${folder}/.mcp.json`,
      withServers('mcpServers', { a: { url: 'http://mcp.example.com/mcp' } }),
    );
    void vscode.commands.executeCommand('mcpChecklist.createBaseline');
    assert.deepEqual((await look('Repair now')).links, []);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  test('a package that no registry can have has no fix that would quote it', async () => {
    const { document } = await openText(
      '.vscode/mcp.json',
      withServers('servers', {
        a: { command: 'go', args: ['run', `example.com/mcp${LINK}@latest`] },
        b: { url: 'http://mcp.example.com/mcp' },
      }),
    );
    await waitForDiagnostics(document.uri, (all) => all.length > 0);
    const offered = await codeActions(document.uri, rangeOf(document, 'example.com/mcp['));
    assert.deepEqual(
      offered.map(({ title }) => title).filter((title) => title.startsWith('Pin')),
      [],
    );
    assert.deepEqual(
      shown().filter(({ text, links }) => links.length > 0 && !text.includes('control')),
      [],
    );
  });
}
