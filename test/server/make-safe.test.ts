import { expect, it } from 'vitest';
import type { CodeAction } from 'vscode-languageserver';
import type { Answer, Lookup } from '../../rules/findings/finding.ts';
import { fake } from '../fake.ts';
import { connect } from './client.ts';

const uri = 'file:///w/.cursor/mcp.json';
const NEWEST: Answer = { version: '1.2.3', source: 'the npm registry', installed: false, why: {} };
const versions = {
  hostAsked: async () => 'registry.example',
  installedVersion: async () => undefined,
  newestVersion: async ({ name }: Lookup) => {
    if (name === 'gone-mcp') throw new Error('no');
    return NEWEST;
  },
};
const pasted = (token: string) =>
  `${JSON.stringify(
    {
      mcpServers: {
        web: {
          command: 'npx',
          args: ['-y', 'web-mcp', 'http://web.acme.dev/mcp'],
          env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
        },
        other: { command: 'npx', args: ['-y', 'other-mcp'], env: { GITHUB_TOKEN: token } },
      },
    },
    null,
    2,
  )}\n`;

const titled = (actions: readonly unknown[], start: string) =>
  (actions as CodeAction[]).find(({ title }) => title.startsWith(start));

it('all that is wrong with one server is one edit, and the others stay as they are', async () => {
  const client = await connect({ folders: ['/w'], runtime: { versions } });
  const text = pasted(fake.githubToken());
  client.open(uri, text);
  const all = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const action = titled(await client.actions(uri, all), 'Make "web" safe');
  expect(action?.title).toBe('Make "web" safe: all 3 fixes');
  if (!action) return;
  const { edit } = await client.resolve(action);
  const servers = JSON.parse(client.after(edit)).mcpServers;
  expect(servers.web.args).toEqual(['-y', 'web-mcp@1.2.3', 'https://web.acme.dev/mcp']);
  expect(servers.web.env ?? {}).toEqual({});
  expect(servers.other).toEqual(JSON.parse(text).mcpServers.other);
});

it('one that takes a secret out asks first where it goes', async () => {
  const options = { asksForSecrets: true };
  const client = await connect({ folders: ['/w'], runtime: { versions }, options });
  client.open(uri, pasted(fake.githubToken()));
  const all = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const action = titled(await client.actions(uri, all), 'Make "other" safe');
  expect(action?.edit).toBeUndefined();
  expect(action?.command?.command).toBe('mcpChecklist.moveSecrets');
});
