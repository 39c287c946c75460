/** In a window of its own: whatever else was opened would have woken the extension. */
import assert from 'node:assert/strict';
import { githubToken } from './configs.ts';
import { test } from './runner.ts';
import { code, openText, waitForDiagnostics } from './vscode.ts';

test('a window with nothing but the config of Codex is served', async () => {
  const env = `{ HUB_TOKEN = "${githubToken()}" }`;
  const text = `[mcp_servers.hub]\ncommand = "hub-mcp"\nenv = ${env}\n`;
  const { document } = await openText('.codex/config.toml', text);
  assert.equal(document.languageId, 'toml');
  await waitForDiagnostics(document.uri, (all) =>
    all.some((it) => code(it) === 'plaintext-secret'),
  );
});
