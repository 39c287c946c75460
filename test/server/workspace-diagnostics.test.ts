import { describe, expect, it } from 'vitest';
import {
  CancellationTokenSource,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { connect, type TestClient } from './client.ts';
import { CURSOR, tokens, VSCODE, vscodeConfig, written } from './samples.ts';

const clean = written({ servers: { a: { url: 'https://a.example.com/' } } });
const http = written({ servers: { a: { url: 'http://a.example.com/' } } });
const cursor = (url: string) => written({ mcpServers: { b: { url } } });
const home = written({ mcpServers: { c: { url: 'http://c.example.com/' } } });
const HOME = 'file:///home/ada/.cursor/mcp.json';

/** A folder with a config of each kind, and one of the person's own. */
function machine() {
  return {
    folders: ['/w'],
    files: {
      '/w/.vscode/mcp.json': vscodeConfig(tokens.githubFineGrained()),
      '/w/.cursor/mcp.json': cursor('https://b.example.com/'),
      '/home/ada/.cursor/mcp.json': home,
    },
  };
}

/** What a client knows that shows what it is told. */
class Problems {
  readonly #ids = new Map<string, string>();
  readonly rules = new Map<string, readonly unknown[]>();

  take({ items }: WorkspaceDiagnosticReport): void {
    for (const it of items) this.#take(it);
  }

  get ids(): Record<string, string> {
    return Object.fromEntries(this.#ids);
  }

  #take(report: WorkspaceDocumentDiagnosticReport): void {
    if (report.kind !== 'full') throw new Error('nothing unchanged is ever told');
    this.rules.set(
      report.uri,
      report.items.map(({ code }) => code),
    );
    if (report.resultId === undefined) this.#ids.delete(report.uri);
    else this.#ids.set(report.uri, report.resultId);
  }
}

const found = ['unpinned-package', 'plaintext-secret', 'insecure-transport'];

describe('configs that are not open', () => {
  it('are answered for when somebody asks, and again when something is new', async () => {
    const client = await connect(machine());
    const problems = new Problems();
    problems.take(await client.pullWorkspace());
    expect(Object.fromEntries(problems.rules)).toEqual({ [VSCODE]: found, [CURSOR]: [] });

    const next = client.pullWorkspace(problems.ids);
    change(client, '/w/.cursor/mcp.json', cursor('http://b.example.com/'));
    problems.take(await next);
    expect(problems.rules.get(CURSOR)).toEqual(['insecure-transport']);

    const last = client.pullWorkspace(problems.ids);
    change(client, '/w/.cursor/mcp.json', undefined);
    problems.take(await last);
    expect(problems.rules.get(CURSOR)).toEqual([]);
    expect(Object.keys(problems.ids)).toEqual([VSCODE]);
    expect(client.wire).not.toMatch(/ghp_|github_pat_/);
  });

  it('are told one by one to whom waits, and never while they are open', async () => {
    const client = await connect(machine());
    const problems = new Problems();
    const { token, cancel } = stoppable();
    const over = client.pullWorkspace({}, { token, told: (it) => problems.take(it) });
    await client.until(() => problems.rules.get(VSCODE)?.length === 3);

    client.open(VSCODE, clean);
    expect(await client.diagnostics(VSCODE)).toEqual([]);
    change(client, '/w/.vscode/mcp.json', http);
    change(client, '/w/.cursor/mcp.json', cursor('http://b.example.com/'));
    await client.until(() => problems.rules.get(CURSOR)?.length === 1);
    expect(problems.rules.get(VSCODE)).toEqual(found);

    client.close(VSCODE);
    await client.until(() => problems.rules.get(VSCODE)?.length === 1);
    // Opened and closed without a change: whatever was shown meanwhile is told anew.
    problems.rules.set(VSCODE, ['something else']);
    client.open(VSCODE, clean);
    await client.diagnostics(VSCODE);
    await settled(client);
    client.close(VSCODE);
    await client.until(() => problems.rules.get(VSCODE)?.[0] === 'insecure-transport');
    // Closed and gone at once, or never in reach: nothing is left of what was shown while they were open.
    const elsewhere = 'file:///elsewhere/mcp.json';
    for (const uri of [VSCODE, elsewhere]) {
      client.open(uri, http);
      await client.diagnostics(uri);
      problems.rules.set(uri, ['shown while it was open']);
    }
    change(client, '/w/.vscode/mcp.json', undefined);
    for (const uri of [VSCODE, elsewhere]) client.close(uri);
    for (const uri of [VSCODE, elsewhere])
      await client.until(() => problems.rules.get(uri)?.length === 0);
    cancel();
    expect(await over).toEqual({ items: [] });
  });

  it("of a person's home are left out until they are asked for", async () => {
    const client = await connect(machine());
    const { items } = await client.pullWorkspace();
    expect(items.map(({ uri }) => uri)).not.toContain(HOME);
    expect(await client.scan()).toEqual({ configs: 3, findings: 4, errors: 3, warnings: 1 });
    const problems = new Problems();
    problems.take(await client.pullWorkspace());
    expect(problems.rules.get(HOME)).toEqual(['insecure-transport']);

    const together = await connect({ ...machine(), settings: { machineConfigs: 'together' } });
    const both = new Problems();
    both.take(await together.pullWorkspace());
    expect(both.rules.get(HOME)).toEqual(['insecure-transport']);
  });

  it('are sent to a client that does not ask, which hears of each once', async () => {
    const client = await connect({ ...machine(), profile: 'bare' });
    await client.until(() => client.published.get(VSCODE)?.items.length === 3);
    expect(client.published.get(HOME)).toBeUndefined();
    client.open(VSCODE, clean);
    await client.until(() => client.published.get(VSCODE)?.items.length === 0);
    client.close(VSCODE);
    await client.until(() => client.published.get(VSCODE)?.items.length === 3);
    change(client, '/w/.vscode/mcp.json', undefined);
    await client.until(() => client.published.get(VSCODE)?.items.length === 0);
  });
});

/** Writes a file or deletes it, and says so. */
function change(client: TestClient, path: string, text: string | undefined): void {
  if (text === undefined) client.files.delete(path);
  else client.files.set(path, text);
  const changes = [{ uri: `file://${path}`, type: text === undefined ? 3 : 2 }];
  client.notify('workspace/didChangeWatchedFiles', { changes });
}

/** Until what was opened has been looked at by all. */
async function settled(client: TestClient): Promise<void> {
  await client.scan();
}

function stoppable() {
  const source = new CancellationTokenSource();
  return { token: source.token, cancel: () => source.cancel() };
}
