import { expect, it } from 'vitest';
import { connect } from './client.ts';

const uri = 'file:///w/.cursor/mcp.json';

it('links packages to their pages', async () => {
  const client = await connect();
  client.open(uri, '{\n"mcpServers": {"a": {"command": "npx", "args": ["-y", "some-mcp@1.2.3"]}}}');
  expect(await client.links(uri)).toEqual([
    {
      range: { start: { line: 1, character: 55 }, end: { line: 1, character: 63 } },
      target: 'https://www.npmjs.com/package/some-mcp/v/1.2.3',
      tooltip: 'Look it up on npm',
    },
  ]);
});

it('links nothing in other files', async () => {
  const client = await connect();
  client.open('file:///w/package.json', '{"dependencies": {"some-mcp": "1.2.3"}}');
  expect(await client.links('file:///w/package.json')).toEqual([]);
});
