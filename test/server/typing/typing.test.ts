import { describe, expect, it } from 'vitest';
import { caretMoved } from '../../../server/protocol.ts';
import { connect, type TestClient } from '../client.ts';
import type { ProfileName } from '../profiles.ts';
import { VSCODE, written } from '../samples.ts';
import { keysOf } from './keys.ts';

const before = written({ servers: { a: { command: 'npx', args: ['-y', 'old@1.0.0'] } } });
const at = before.indexOf('"old@1.0.0"') + '"old@1.0.0"'.length;

/** A pause is over when the test says so. */
async function desk(profile: ProfileName, text = before) {
  const later: { task: () => void; milliseconds: number }[] = [];
  const client = await connect({
    profile,
    runtime: {
      later(task, milliseconds) {
        if (milliseconds < 1_000) {
          const timer = setTimeout(task, 1);
          return () => clearTimeout(timer);
        }
        const entry = { task, milliseconds };
        later.push(entry);
        return () => void later.splice(later.indexOf(entry) >>> 0, 1);
      },
    },
  });
  client.open(VSCODE, text);
  const pause = (): void => {
    for (const { task } of later.splice(0)) task();
  };
  return { client, pause, waits: () => later.length > 0 };
}

describe('a word that is typed', () => {
  it('is judged once the caret is elsewhere, which a client may tell', async () => {
    const { client } = await desk('vscode', before.replace('old@1.0.0', ''));
    const start = at - 10;
    for (const [index, letter] of [...'new-pkgs'].entries())
      client.edit(VSCODE, start + index, start + index, letter);
    expect(await codes(client)).toEqual([]);
    const report = await client.pull(VSCODE);
    expect(await client.pull(VSCODE, report.resultId)).toMatchObject({ kind: 'unchanged' });
    move(client, start + 4);
    expect(await codes(client)).toEqual([]);
    expect(client.refreshes).toBe(0);
    move(client, 0);
    expect(await codes(client)).toEqual(['unpinned-package']);
    await client.until(() => client.refreshes === 1);
  });

  it('is judged behind its closing quote, in a line of another word, and when the file is saved', async () => {
    const quoted = before.replace('old@1.0.0', 'new-pkg');
    const end = quoted.indexOf('new-pkg') + 7;
    const open = quoted.slice(0, end) + quoted.slice(end + 1);
    for (const leave of ['quote', 'elsewhere', 'save'] as const) {
      const { client } = await desk('vscode', open.replace('new-pkg', 'new-pk'));
      client.edit(VSCODE, end - 1, end - 1, 'g');
      expect(await codes(client), leave).toEqual([]);
      if (leave === 'quote') client.edit(VSCODE, end, end, '"');
      if (leave === 'elsewhere') client.edit(VSCODE, 1, 1, ' ');
      if (leave === 'save')
        client.notify('textDocument/didSave', { textDocument: { uri: VSCODE } });
      expect(await codes(client), leave).toContain('unpinned-package');
    }
  });

  it.each(['vscode', 'bare'] as const)('is judged after a pause: %s', async (profile) => {
    const { client, pause, waits } = await desk(profile, before.replace('old@1.0.0', ''));
    const start = at - 10;
    for (const [index, letter] of [...'new-pkg'].entries())
      client.edit(VSCODE, start + index, start + index, letter);
    if (profile === 'vscode') await client.pull(VSCODE);
    await client.until(waits);
    expect(client.published.get(VSCODE)?.items ?? []).toEqual([]);
    pause();
    if (profile === 'bare') {
      await client.until(() => client.published.get(VSCODE)?.items.length === 1);
      return;
    }
    await client.until(() => client.refreshes > 0);
    expect(await codes(client)).toEqual(['unpinned-package']);
  });

  it('is judged at once where nobody could be told later, and when it is pasted', async () => {
    const { client } = await desk('neovim', before.replace('old@1.0.0', 'new-pk'));
    const end = before.indexOf('old@1.0.0') + 6;
    client.edit(VSCODE, end, end, 'g');
    expect(await codes(client)).toEqual(['unpinned-package']);
    const { client: other } = await desk('vscode', before.replace('old@1.0.0', ''));
    other.edit(VSCODE, end - 6, end - 6, 'new-pkg');
    expect(await codes(other)).toEqual(['unpinned-package']);
  });

  it('does not hide what was shown of it before', async () => {
    const { client } = await desk('vscode', before.replace('old@1.0.0', 'new-pkg@latest'));
    expect(await codes(client)).toEqual(['unpinned-package']);
    const end = before.indexOf('old@1.0.0') + 14;
    for (let back = 0; back < 6; back += 1) {
      client.edit(VSCODE, end - back - 1, end - back, '');
      expect(await codes(client)).toEqual(['unpinned-package']);
    }
    client.edit(VSCODE, end - 6, end - 6, '1');
    client.edit(VSCODE, end - 5, end - 5, '.0.0');
    expect(await codes(client)).toEqual([]);
  });
});

describe('an editor that cannot be told of the end of typing', () => {
  it('shows what is found in the text as it is, where it is', async () => {
    const { client } = await desk('neovim');
    client.edit(VSCODE, at - 7, at, '"');
    expect(await codes(client)).toEqual(['unpinned-package']);
    // Torn, and a line further down.
    client.edit(VSCODE, 1, 1, '\n  x');
    const lines = (await client.diagnostics(VSCODE)).map(({ code, range }) => [
      code,
      range.start.line,
    ]);
    expect(lines).toContainEqual(['invalid-syntax', 1]);
    expect(lines.filter(([code]) => code === 'unpinned-package')).toEqual([
      ['unpinned-package', before.slice(0, at).split('\n').length],
    ]);
  });
});

describe('the side bar', () => {
  it('keeps the servers of a file with a slip in it', async () => {
    const client = await connect({ options: { checklist: true } });
    const uri = 'file:///w/.codex/config.toml';
    const text =
      '[mcp_servers.a]\ncommand = "npx"\nargs = ["-y", "x"]\n\n[mcp_servers.b]\nurl = "http://b.example.com/"\n';
    client.open(uri, text);
    await client.until(() => client.checklists.at(-1)?.rows.length === 2);
    const seen = client.checklists.length;
    for (const key of keysOf('x = "', false)) client.edit(uri, key.start, key.end, key.text);
    await client.diagnostics(uri);
    client.edit(uri, 0, 5, '');
    client.edit(
      uri,
      text.length,
      text.length,
      '\n[mcp_servers.c]\nurl = "http://c.example.com/"\n',
    );
    await client.until(() => client.checklists.at(-1)?.rows.length === 3);
    for (const { rows } of client.checklists.slice(seen)) expect(rows.length).toBeGreaterThan(1);
  });
});

async function codes(client: TestClient): Promise<readonly unknown[]> {
  return (await client.diagnostics(VSCODE)).map(({ code }) => code);
}

function move(client: TestClient, offset: number): void {
  const position = client.document(VSCODE).positionAt(offset);
  client.notify(caretMoved.method, { uri: VSCODE, position });
}
