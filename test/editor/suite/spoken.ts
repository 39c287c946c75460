import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { githubToken, withServers } from './configs.ts';
import { test } from './runner.ts';
import { waitForChecklist } from './surfaces.ts';
import { eventually, openText, waitForDiagnostics } from './vscode.ts';

/** What a screen reader is told: see scripts/vscode/accessibility.mjs. */
const folder = process.env.MCP_CHECKLIST_ACCESSIBILITY;

interface Spoken {
  readonly role: string;
  readonly name: string;
  readonly states: Readonly<Record<string, unknown>>;
}

async function listen(to: string): Promise<readonly Spoken[]> {
  const file = path.join(to, 'tree.json');
  rmSync(file, { force: true });
  writeFileSync(path.join(to, 'ask'), '');
  await eventually('the words', () => existsSync(file));
  return JSON.parse(readFileSync(file, 'utf8'));
}

if (folder === undefined) {
  console.log('  - spoken: skipped, this VS Code does not let itself be listened to');
} else {
  test('every row, box and button of the side bar has a name that says its state', async () => {
    const npx = {
      command: 'npx',
      args: ['-y', '@acme/files'],
      env: { GITHUB_TOKEN: githubToken() },
    };
    const local = { command: 'node', args: ['server.js'] };
    const { document } = await openText(
      '/.cursor/mcp.json',
      withServers('mcpServers', { npx, local }),
    );
    await waitForDiagnostics(document.uri, (all) => all.length > 1);
    await vscode.commands.executeCommand('mcpChecklist.servers.focus');
    await vscode.commands.executeCommand('mcpChecklist.openChecklist');
    const uri = document.uri.toString();
    await waitForChecklist('the servers', ({ rowsOf }) => rowsOf.get(uri)?.length === 2);
    // One that asks for a person's word is unfolded: its servers have boxes.
    // Only what is in sight is there to be spoken.
    let folded: readonly Spoken[] = [];
    await eventually('the items', async () => {
      folded = await listen(folder);
      return folded.filter(({ name }) => name.startsWith('Item ')).length > 5;
    });
    await vscode.commands.executeCommand('list.focusFirst');
    for (let row = 0; row < 24; row += 1) {
      await vscode.commands.executeCommand('list.expand');
      await vscode.commands.executeCommand('list.focusDown');
    }
    let words: readonly Spoken[] = [];
    await eventually('rows and boxes', async () => {
      words = [...folded, ...(await listen(folder))];
      return words.some(({ role }) => role === 'checkbox');
    });
    const rows = words.filter(({ role }) => role === 'treeitem').map(({ name }) => name);
    const items = rows.filter((it) => it.startsWith('Item '));
    assert.ok(items.length > 5, JSON.stringify(rows));
    for (const it of items)
      assert.match(
        it,
        /: (?:pass|\d+ findings?|needs? your review|not applicable|accepted|attested|fail)/,
      );
    assert.ok(
      items.some((it) => /critical/.test(it)),
      'the severity in words',
    );
    for (const it of rows) assert.ok(it.trim().length > 2, JSON.stringify(rows));
    const boxes = words.filter(({ role }) => role === 'checkbox');
    for (const { name, states } of boxes) {
      assert.match(name, /review/i);
      assert.ok(states.checked !== undefined, name);
    }
    const badge = words.find(({ name }) => /^MCP Checklist.* items? fails?/.test(name));
    assert.ok(badge, 'the badge in words');
    const ours = [...rows, ...boxes.map(({ name }) => name), badge.name];
    // "1 findings" is nobody's English, nor is what a hole in a text leaves.
    for (const it of ours)
      assert.doesNotMatch(
        it,
        /\b1 (?:finding|error|warning|config|item|server|place|tool|day)s\b|\{\d\}|undefined|null/,
      );
    for (const { role, name } of words)
      if (role === 'button') assert.notEqual(name.trim(), '', 'a button without a name');
  });

  test('every button of a row is reached by its menu, with the same name', async () => {
    const words = await listen(folder);
    const buttons = new Set(words.filter(({ role }) => role === 'button').map(({ name }) => name));
    assert.ok(buttons.has('Scan Workspace and Home'), [...buttons].join(' | '));
  });
}
