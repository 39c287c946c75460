import { expect, test, vi } from 'vitest';
import { pagesOf } from '../../rules/catalog/pages.ts';
import { type ProviderId, providers } from '../../rules/catalog/providers.ts';
import { safe } from '../../rules/secrets/safe.ts';
import { fake } from '../fake.ts';
import { connect } from './client.ts';

const uri = 'file:///repo/.cursor/mcp.json';

function configWith(env: Readonly<Record<string, string>>): string {
  return JSON.stringify({ mcpServers: { github: { command: 'node', args: ['a.js'], env } } });
}

test('a token says why it matters, and where its owner revokes it', async () => {
  const token = fake.githubToken();
  const text = configWith({ GITHUB_TOKEN: token });
  const client = await connect({ folders: ['/repo'] });
  client.open(uri, text);
  const said = await client.hover(uri, text.indexOf(token) + 5);
  expect(said).toContain(
    '**plaintext-secret** · checklist item 1: No plaintext secrets in configs',
  );
  expect(said).toContain('[Revoke it](https://github.com/settings/tokens)');
  expect(said).toContain('[Create one that can do less](https://docs.github.com/');
  expect(said).not.toContain(token.slice(-5));
});

test('a kind of token with a page of its own is sent there', async () => {
  const token = fake.githubFineGrained();
  const text = configWith({ GITHUB_TOKEN: token });
  const client = await connect({ folders: ['/repo'] });
  client.open(uri, text);
  const said = await client.hover(uri, text.indexOf(token));
  expect(said).toContain('[Revoke it](https://github.com/settings/personal-access-tokens)');
});

test('so is one that another rule speaks of, whatever its message says', async () => {
  const token = fake.githubFineGrained();
  const text = configWith({ GITHUB_TOKEN: token, GH_TOKEN: token });
  const client = await connect({ folders: ['/repo'] });
  client.open(uri, text);
  const said = await client.hover(uri, text.indexOf('GITHUB_TOKEN') + 1);
  expect(said).toContain('**scattered-credential**');
  expect(said).toContain('[Revoke it](https://github.com/settings/personal-access-tokens)');
});

test('nothing is said where nothing was found, nor of a file that is no config', async () => {
  const client = await connect({ folders: ['/repo'] });
  client.open(uri, configWith({ MODE: 'fast' }));
  client.open('file:///repo/package.json', '{ "name": "x" }');
  expect(await client.hover(uri, 20)).toBeUndefined();
  expect(await client.hover('file:///repo/package.json', 3)).toBeUndefined();
});

test('text of the file stays text: no link and no markup comes of it', async () => {
  const text = JSON.stringify({
    mcpServers: { a: { command: 'npx', args: ['-y', 'x-[click](command:evil)<img src=y>'] } },
    servers: { 'b](command:evil)': { command: 'node' } },
  });
  const client = await connect({ folders: ['/repo'] });
  client.open(uri, text);
  for (const { range } of await client.diagnostics(uri)) {
    const said = await client.hover(uri, client.document(uri).offsetAt(range.start));
    expect(said).not.toMatch(/\]\(command:|<img/);
  }
});

test('the page of every provider is shown whole', () => {
  for (const id of Object.keys(providers)) {
    const { revoke, leastPrivilege } = pagesOf(id as ProviderId, '');
    for (const page of [revoke, leastPrivilege]) if (page) expect(safe.text(page)).toBe(page);
  }
});

const NPX = JSON.stringify({ mcpServers: { a: { command: 'npx', args: ['-y', 'some-mcp'] } } });

test.each([
  [
    { version: '1.2.3', source: 'node_modules', installed: true },
    'Starts 1.2.3 today: it is in node\\_modules.',
  ],
  [
    { version: '1.2.3', source: 'the npx cache', installed: false },
    'What starts today is up to registry.example; the npx cache has 1.2.3.',
  ],
  [undefined, 'What starts today is up to registry.example: there is no copy on this machine.'],
])('an unpinned package says what would start today, by the disk alone', async (answer, said) => {
  const newestVersion = vi.fn();
  const versions = {
    hostAsked: async () => 'registry.example',
    installedVersion: async () => answer,
    newestVersion,
  };
  const client = await connect({ folders: ['/repo'], runtime: { versions } });
  client.open(uri, NPX);
  const hover = await client.hover(uri, NPX.indexOf('some-mcp'));
  expect(hover).toContain('**unpinned-package**');
  expect(hover?.replaceAll('\\.', '.')).toContain(said);
  expect(newestVersion).not.toHaveBeenCalled();
});

test('an editor that shows findings itself is told the rest, and each thing once', async () => {
  const one = fake.githubToken();
  const text = configWith({ GITHUB_TOKEN: one, GH_TOKEN: one });
  const hoverOf = async (findingsInHover: boolean): Promise<string> => {
    const client = await connect({ folders: ['/repo'], options: { findingsInHover } });
    client.open(uri, text);
    return (await client.hover(uri, text.indexOf(one) + 1)) ?? '';
  };
  const [rest, all] = [await hoverOf(true), await hoverOf(false)];
  expect(rest).toMatch(/^Checklist item 1: No plaintext secrets in configs\n\n/);
  expect(rest).not.toMatch(/plaintext-secret|About|in plain text/);
  expect(all).toContain('**plaintext-secret** · checklist item 1');
  for (const said of [rest, all])
    for (const line of said.split(/\n\n| · /)) expect(said.split(line), line).toHaveLength(2);
});
