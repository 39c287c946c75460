import { expect, test } from 'vitest';
import { connect } from './client.ts';

const config = (key: string, name: string): string =>
  JSON.stringify({ [key]: { [name]: { command: 'node', args: ['docs.js'] } } });

test('a name in two files of one application is told in both, until one of them changes', async () => {
  const files = {
    '/repo/.vscode/mcp.json': config('servers', 'docs'),
    '/repo/team.code-workspace': `{ "settings": { "mcp": ${config('servers', 'docs')} } }`,
    // A project of its own, and another application.
    '/repo/other/.vscode/mcp.json': config('servers', 'more'),
    '/repo/.cursor/mcp.json': config('mcpServers', 'docs'),
  };
  const client = await connect({ folders: ['/repo'], files, options: { checklist: true } });
  const uri = 'file:///repo/.vscode/mcp.json';
  client.open(uri, files['/repo/.vscode/mcp.json']);
  await client.until(() => client.refreshes > 0);
  const [finding] = (await client.diagnostics(uri)).filter(
    ({ code }) => code === 'shadowed-server',
  );
  expect(finding?.message).toContain('/repo/team.code-workspace');
  expect(finding?.relatedInformation?.[0]?.location).toEqual({
    uri: 'file:///repo/team.code-workspace',
    range: { start: { line: 0, character: 36 }, end: { line: 0, character: 40 } },
  });

  const other = '/repo/team.code-workspace';
  client.files.set(other, `{ "settings": { "mcp": ${config('servers', 'manual')} } }`);
  const before = client.refreshes;
  client.notify('workspace/didChangeWatchedFiles', {
    changes: [{ uri: `file://${other}`, type: 2 }],
  });
  await client.until(() => client.refreshes > before);
  expect((await client.diagnostics(uri)).map(({ code }) => code)).not.toContain('shadowed-server');
});
