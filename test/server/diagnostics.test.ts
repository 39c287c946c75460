import { describe, expect, it, vi } from 'vitest';
import { DiagnosticSeverity, type Range } from 'vscode-languageserver/node';
import { recognize } from '../../rules/config/recognize.ts';
import { defineRule } from '../../rules/engine/rule.ts';
import { judge } from '../../rules/engine/run.ts';
import { defaultSettings } from '../../rules/findings/settings.ts';
import { analyze, rules } from '../../rules/index.ts';
import { connect, type TestClient } from './client.ts';
import { clean, tokens, VSCODE, vscodeConfig, written } from './samples.ts';

const codes = (items: readonly { code?: unknown }[]): unknown[] => items.map(({ code }) => code);

describe('pulled diagnostics', () => {
  it('say what, where and why, and nothing of the secret', async () => {
    const token = tokens.githubFineGrained();
    const client = await connect();
    const text = vscodeConfig(token);
    client.open(VSCODE, text);
    const items = await client.diagnostics(VSCODE);
    expect(codes(items)).toEqual(['unpinned-package', 'plaintext-secret', 'insecure-transport']);
    const secret = items.find(({ code }) => code === 'plaintext-secret');
    expect(cut(client, secret?.range)).toBe(token);
    expect(secret).toMatchObject({
      severity: DiagnosticSeverity.Error,
      source: 'mcp-checklist',
      codeDescription: {
        href: 'https://github.com/mcp-checklist/mcp-checklist/blob/main/rules/checks/config/plaintext-secret.md',
      },
      data: { rule: 'plaintext-secret', pointer: '/servers/github/env/GITHUB_TOKEN' },
    });
    expect(client.wire).not.toContain(token);
  });

  it('come and go as somebody types', async () => {
    const client = await connect();
    client.open(VSCODE, clean);
    expect(await client.diagnostics(VSCODE)).toEqual([]);
    const at = clean.indexOf('https') + 'http'.length;
    client.edit(VSCODE, at, at + 1, '');
    client.notify('textDocument/didSave', { textDocument: { uri: VSCODE } });
    expect(codes(await client.diagnostics(VSCODE))).toEqual(['insecure-transport']);
    client.edit(VSCODE, at, at, 's');
    expect(await client.diagnostics(VSCODE)).toEqual([]);
  });

  it('are not sent again when nothing has changed', async () => {
    const client = await connect();
    client.open(VSCODE, vscodeConfig(tokens.githubFineGrained()));
    const first = await client.pull(VSCODE);
    const second = await client.pull(VSCODE, first.resultId);
    expect(second).toEqual({ kind: 'unchanged', resultId: first.resultId });
    client.edit(VSCODE, 0, 0, '\n');
    expect((await client.pull(VSCODE, first.resultId)).kind).toBe('full');
  });

  it('are full again for a document that was closed and opened with the same version', async () => {
    const client = await connect();
    client.open(VSCODE, clean);
    const first = await client.pull(VSCODE);
    client.close(VSCODE);
    client.open(VSCODE, vscodeConfig(tokens.githubFineGrained()));
    const second = await client.pull(VSCODE, first.resultId);
    expect(second).toMatchObject({ kind: 'full', items: { length: 3 } });
  });

  it('are never pushed as well', async () => {
    const client = await connect({ profile: 'neovim' });
    client.open(VSCODE, vscodeConfig(tokens.githubFineGrained()));
    expect(await client.diagnostics(VSCODE)).toHaveLength(3);
    await new Promise((resolve) => setTimeout(resolve, 350));
    expect(client.published.size).toBe(0);
  });

  it('take more memory where a text is dozens of servers, and no other', async () => {
    const expectMuch = vi.fn();
    const client = await connect({ runtime: { expectMuch } });
    client.open(VSCODE, vscodeConfig(tokens.githubFineGrained()));
    await client.diagnostics(VSCODE);
    expect(expectMuch).not.toHaveBeenCalled();
    const servers = Array.from({ length: 100 }, (_, nth) => [
      `docs-${nth}`,
      { url: 'https://docs.example.com/mcp' },
    ]);
    client.replace(VSCODE, written({ servers: Object.fromEntries(servers) }));
    await client.diagnostics(VSCODE);
    expect(expectMuch).toHaveBeenCalled();
  });

  it('leave out what a comment silences', async () => {
    const client = await connect();
    const text =
      '{"servers": {"a": {\n// mcp-checklist-ignore insecure-transport -- a test\n"url": "http://a.example.com/"}}}';
    client.open(VSCODE, text);
    expect(await client.diagnostics(VSCODE)).toEqual([]);
  });
});

describe('pushed diagnostics', () => {
  it('come after a pause, with the version they are about, and go with the document', async () => {
    const client = await connect({ profile: 'bare' });
    client.open(VSCODE, clean);
    client.replace(VSCODE, vscodeConfig(tokens.githubFineGrained()));
    const { version, items } = await client.until(() => client.published.get(VSCODE));
    expect(version).toBe(2);
    expect(items).toHaveLength(3);
    client.replace(VSCODE, clean);
    await client.until(() => client.published.get(VSCODE)?.items.length === 0);
    client.replace(VSCODE, vscodeConfig(tokens.githubFineGrained()));
    await client.until(() => client.published.get(VSCODE)?.items.length === 3);
    client.close(VSCODE);
    await client.until(() => client.published.get(VSCODE)?.items.length === 0);
  });
});

describe('documents that are no MCP config', () => {
  it('have no diagnostics, whatever they hold', async () => {
    const parse = vi.fn(analyze);
    const client = await connect({ analyze: parse });
    const uri = 'file:///w/package.json';
    client.open(uri, JSON.stringify({ name: 'x', config: { token: tokens.githubFineGrained() } }));
    expect(await client.diagnostics(uri)).toEqual([]);
    await client.diagnostics(uri);
    expect(parse).toHaveBeenCalledTimes(1);
    expect(parse.mock.results[0]?.value).toMatchObject({ config: null });
  });

  it('may become one', async () => {
    const client = await connect();
    const uri = 'untitled:Untitled-1';
    client.open(uri, '{}');
    expect(await client.diagnostics(uri)).toEqual([]);
    client.replace(uri, '{"mcpServers": {"a": {"url": "http://a.example.com/"}}}');
    expect(codes(await client.diagnostics(uri))).toEqual(['insecure-transport']);
  });

  it('may be unknown to the server', async () => {
    const client = await connect();
    expect(await client.pull('file:///nowhere/mcp.json')).toEqual({ kind: 'full', items: [] });
  });
});

describe('a rule that throws', () => {
  const token = tokens.githubFineGrained();
  const broken = defineRule({
    meta: {
      id: 'broken',
      subject: 'config',
      items: [],
      fix: 'none',
      since: '0.1.0',
      severity: 'error',
      tier: 'default',
      disabledServers: true,
      finds: 'nothing',
      why: 'It is broken.',
      standards: { cwe: [], owaspMcp: [], owaspLlm: [], cosai: [] },
    },
    messages: {},
    check({ config }) {
      throw new Error(`could not read ${config.document.text}`);
    },
  });

  it('is logged without what it read, and the others still run', async () => {
    const client = await connect({
      analyze(text, { path, settings } = {}) {
        const recognized = recognize(text, path);
        if (!recognized)
          return {
            config: null,
            findings: [],
            failures: [],
            credentials: [],
            unlisted: new Map(),
            complete: true,
          };
        return judge(recognized, [broken, ...rules], {
          path,
          facts: {},
          settings: settings ?? defaultSettings,
          project: undefined,
        });
      },
    });
    client.open(VSCODE, vscodeConfig(token));
    expect(await client.diagnostics(VSCODE)).toHaveLength(3);
    expect(client.logs.join('\n')).toContain('The rule broken failed: Error');
    expect(client.wire).not.toContain(token);
  });

  it('does not take the server with it when everything throws', async () => {
    const client = await connect({
      analyze(text) {
        throw new SyntaxError(`Unexpected token in ${text}`);
      },
    });
    client.open(VSCODE, vscodeConfig(token));
    expect(await client.pull(VSCODE)).toEqual({ kind: 'full', items: [] });
    expect(await client.actions(VSCODE, all)).toEqual([]);
    expect(client.logs.join('\n')).toContain('Diagnostics failed: SyntaxError');
    expect(client.wire).not.toContain(token);
  });
});

const all: Range = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };

function cut(client: TestClient, range: Range | undefined): string {
  return range ? client.document(VSCODE).getText(range) : '';
}
