import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  createProtocolConnection,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { ChecklistState } from '../../client/tree/checklist-state.ts';
import { projectRuleIds } from '../../rules/checks/project-ids.ts';
import { rules } from '../../rules/index.ts';
import { onChecklist } from '../items.ts';
import { clean, tokens, vscodeConfig, written } from '../server/samples.ts';
import { CLI, folder, run } from './run.ts';

describe('checklist', () => {
  it('prints ten items and fails when one does', async () => {
    const cwd = folder({ '.vscode/mcp.json': vscodeConfig(tokens.githubFineGrained()) });
    const { code, out } = await run(['checklist'], { cwd });
    expect(code).toBe(1);
    expect(out).toContain('Production checklist: 2 servers in 1 file');
    expect(out.match(/^ ?\d+ /gm)).toHaveLength(10);
    expect(out).toMatch(/^ 1 ✗ fail +No plaintext secrets in configs \(critical, 30 min\)$/m);
  });

  it('can be told not to fail', async () => {
    const cwd = folder({ '.vscode/mcp.json': vscodeConfig(tokens.githubFineGrained()) });
    expect((await run(['checklist', '--exit-zero'], { cwd })).code).toBe(0);
  });

  it('passes for a config with nothing wrong', async () => {
    const cwd = folder({ '.vscode/mcp.json': clean });
    expect((await run(['checklist'], { cwd })).code).toBe(0);
  });

  it('is JSON for programs', async () => {
    const cwd = folder({ '.vscode/mcp.json': vscodeConfig(tokens.githubFineGrained()) });
    const { out } = await run(['checklist', '--format', 'json'], { cwd });
    const { schemaVersion, checklists, summary } = JSON.parse(out);
    expect(schemaVersion).toBe(2);
    const [{ id, items: checklist }] = checklists;
    expect(id).toBe('production');
    expect(checklist).toHaveLength(10);
    expect(checklist[0]).toMatchObject({
      id: 'production/1',
      number: 1,
      status: 'fail',
      reason: '1 finding to put right.',
      findings: 1,
    });
    expect(summary.servers).toBe(2);
  });

  it('says in JSON what speaks for and against each item, and where', async () => {
    const text = vscodeConfig(tokens.githubFineGrained());
    const cwd = folder({ '.vscode/mcp.json': text });
    const { out } = await run(['checklist', '--format', 'json'], { cwd });
    const [first] = JSON.parse(out).checklists[0].items;
    const [found] = first.evidence.filter((it: { says: string }) => it.says === 'against');
    expect(found).toMatchObject({ file: '.vscode/mcp.json', from: { rule: 'plaintext-secret' } });
    const { start, end } = found.range;
    const line = text.split('\n')[start.line] ?? '';
    expect(line.slice(start.character, end.character)).toMatch(/^github_pat_\w+$/);
    const others = first.evidence.filter((it: { says: string }) => it.says !== 'against');
    expect(others).not.toEqual([]);
    for (const it of others)
      expect(it).toMatchObject({ says: 'for', range: null, from: { criterion: 'production/1' } });
  });

  it('is a table for pull requests, which no server name can break', async () => {
    const name = 'a | <img src=x> [b](c) `d`';
    const cwd = folder({
      '.mcp.json': written({ mcpServers: { [name]: { command: 'node', env: { A: 'b' } } } }),
    });
    const { out } = await run(['checklist', '--format', 'markdown'], { cwd });
    const rows = out.split('\n').filter((line) => line.startsWith('|'));
    expect(rows).toHaveLength(12);
    for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(7);
    expect(out).not.toContain('<img');
  });
});

describe('rules', () => {
  it('lists every rule', async () => {
    const { code, out } = await run(['rules']);
    expect(code).toBe(0);
    expect(out.trim().split('\n')).toHaveLength(rules.length + projectRuleIds.length);
  });

  it('is JSON for programs', async () => {
    const listed = JSON.parse((await run(['rules', '--format', 'json'])).out);
    expect(listed.map(({ id }: { id: string }) => id)).toEqual([
      ...rules.map(({ meta }) => meta.id),
      ...projectRuleIds,
    ]);
  });
});

describe('the language server, as it ships', () => {
  it.each([
    ['lsp --stdio', [CLI, 'lsp', '--stdio']],
    ['lsp', [CLI, 'lsp']],
  ])('answers an editor: %s', async (_, args) => {
    const root = folder({ '.vscode/mcp.json': vscodeConfig(tokens.githubFineGrained()) });
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const checklist = new Promise<ChecklistState>((resolve) => {
      onChecklist(connection, resolve);
    });
    connection.listen();
    const exited = new Promise((resolve) => child.once('exit', resolve));
    const answer = await connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: pathToFileURL(root).href,
      capabilities: { textDocument: { diagnostic: {} } },
      initializationOptions: { checklist: true },
    });
    expect(answer.serverInfo).toMatchObject({ name: 'mcp-checklist' });
    expect(answer.capabilities.diagnosticProvider).toMatchObject({ workspaceDiagnostics: true });
    await connection.sendNotification(InitializedNotification.type, {});
    // Found on a real disk.
    expect(await checklist).toMatchObject({ configs: 1, servers: 2 });
    await connection.sendRequest(ShutdownRequest.type);
    await connection.sendNotification(ExitNotification.type);
    expect(await exited).toBe(0);
  });

  it('ends when its editor is gone without a word', async () => {
    const child = spawn(process.execPath, [CLI, 'lsp'], { stdio: ['pipe', 'ignore', 'inherit'] });
    child.stdin.end();
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(1);
  });
});
