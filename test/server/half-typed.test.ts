import { describe, expect, it } from 'vitest';
import type { Range } from 'vscode-languageserver/node';
import { FIX_ALL } from '../../server/protocol.ts';
import { connect } from './client.ts';
import { tokens, VSCODE, vscodeConfig } from './samples.ts';

const whole: Range = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };

describe('a config that is typed character by character', () => {
  it('never takes the server down, and its edits always fit', async () => {
    const text = vscodeConfig(tokens.githubFineGrained());
    const client = await connect({ options: { checklist: true } });
    client.open(VSCODE, '');
    for (let at = 0; at < text.length; at += 1) {
      client.edit(VSCODE, at, at, text[at] ?? '');
      const [items, actions, all] = await Promise.all([
        client.diagnostics(VSCODE),
        client.actions(VSCODE, whole),
        client.actions(VSCODE, whole, { only: [FIX_ALL] }),
      ]);
      const end = client.document(VSCODE).positionAt(at + 1);
      for (const { range } of items) expect(range.end.line).toBeLessThanOrEqual(end.line);
      for (const action of [...actions, ...all]) {
        if ('edit' in action && action.edit) expect(client.after(action.edit)).toBeTypeOf('string');
      }
    }
    const found = (await client.diagnostics(VSCODE)).map(({ code }) => code);
    expect(found).toEqual(['unpinned-package', 'plaintext-secret', 'insecure-transport']);
    expect(client.logs).toEqual([]);
  });

  it('may be deleted from the front, in pieces that end within a character', async () => {
    const text =
      `{"mcpServers":{"🔑\\ud800":{"command":"npx","args":["-y","é\\u00e9"]}}}\r\n`.repeat(3);
    const client = await connect();
    client.open(VSCODE, text);
    for (let left = text; left !== ''; left = client.document(VSCODE).getText()) {
      // No position lies within a line end.
      client.edit(VSCODE, 0, left.startsWith('\r\n') ? 2 : 1, '');
      await client.diagnostics(VSCODE);
      await client.actions(VSCODE, whole);
    }
    expect(client.logs).toEqual([]);
  });

  it('may be far too large or far too deep', async () => {
    const client = await connect();
    client.open(VSCODE, `{"servers":{}, "x": "${'a'.repeat(1024 * 1024)}"}`);
    expect(await client.diagnostics(VSCODE)).toMatchObject([{ code: 'invalid-syntax' }]);
    client.replace(VSCODE, '['.repeat(50_000));
    expect(await client.diagnostics(VSCODE)).toMatchObject([{ code: 'invalid-syntax' }]);
    expect(client.logs).toEqual([]);
  });
});
