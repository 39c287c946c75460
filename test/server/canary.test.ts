import { describe, expect, it } from 'vitest';
import type { CodeAction, Range } from 'vscode-languageserver/node';
import { FIX_ALL } from '../../server/protocol.ts';
import { everyFormat, seeded } from '../fake.ts';
import { connect } from './client.ts';
import { CURSOR, VSCODE } from './samples.ts';

const whole: Range = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };

/** One credential wherever people put one. */
const places: Readonly<Record<string, (token: string) => unknown>> = {
  env: (token) => ({ a: { command: 'npx', args: ['-y', 'a'], env: { API_TOKEN: token } } }),
  header: (token) => ({ a: { url: 'http://a.example.com', headers: { Authorization: token } } }),
  bearer: (token) => ({
    a: { url: 'https://a.example.com', headers: { Authorization: `Bearer ${token}` } },
  }),
  argument: (token) => ({ a: { command: 'npx', args: ['-y', 'a', '--api-key', token] } }),
  'argument with equals': (token) => ({ a: { command: 'uvx', args: ['a', `--token=${token}`] } }),
  query: (token) => ({
    a: { url: `http://a.example.com/mcp?api_key=${encodeURIComponent(token)}` },
  }),
  user: (token) => ({ a: { url: `http://u:${encodeURIComponent(token)}@a.example.com/` } }),
  default: (token) => ({ a: { command: 'a', env: { API_TOKEN: `\${API_TOKEN:-${token}}` } } }),
};

/** Where nobody would put one on purpose: it has to look like one by itself. */
const mistakes: typeof places = {
  'server name': (token) => ({ [token]: { command: 'npx', args: ['-y', 'a'] } }),
  'variable name': (token) => ({ a: { command: 'npx', args: ['a'], env: { [token]: 'x' } } }),
  package: (token) => ({ a: { command: 'npx', args: ['-y', `${token}@latest`] } }),
  command: (token) => ({ a: { command: token, args: ['-y', 'a'] } }),
  'host name': (token) => ({ a: { url: `http://${token}/mcp` } }),
};

describe.each([
  ['vscode' as const, VSCODE, 'servers'],
  ['bare' as const, CURSOR, 'mcpServers'],
])('nothing that is sent to %s', (profile, uri, root) => {
  const all = { ...places, ...mistakes };
  it.each(Object.keys(all))('shows a credential in: %s', async (place) => {
    const tokens = everyFormat()
      .filter(({ format }) => place in places || !format.keyed)
      .map(({ format }, index) => seeded(index).match(format.pattern));
    const client = await connect({ profile, options: { checklist: true } });
    let opened = false;
    for (const token of tokens) {
      const text = JSON.stringify({ [root]: all[place]?.(token) }, null, 2);
      if (opened) client.replace(uri, text);
      else client.open(uri, text);
      opened = true;
      if (profile === 'vscode') await client.diagnostics(uri);
      const actions = await client.actions(uri, whole);
      await client.actions(uri, whole, { only: [FIX_ALL] });
      if (profile !== 'vscode') continue;
      for (const action of actions as CodeAction[]) {
        if (!action.edit) await client.resolve(action);
      }
    }
    const seen = client.checklists.length;
    client.edit(uri, 0, 0, ' ');
    await client.until(() => client.checklists.length > 0 || seen > 0);
    const shown = tokens.filter((token) => client.wire.includes(token));
    expect(shown.map((token) => token.slice(0, 6))).toEqual([]);
  });
});
