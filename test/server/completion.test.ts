import { expect, test, vi } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyze } from '../../rules/index.ts';
import { fake } from '../fake.ts';
import { connect } from './client.ts';

const VERSION = { version: '1.2.3', source: 'package-lock.json', installed: false };

/** What is offered where `|` stands, and the text with the offer of that label taken. */
async function complete(path: string, marked: string, label?: string) {
  const newestVersion = vi.fn();
  const versions = {
    hostAsked: async () => undefined,
    installedVersion: async () => VERSION,
    newestVersion,
  };
  const uri = `file://${path}`;
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const client = await connect({ folders: ['/w'], runtime: { versions } });
  client.open(uri, text);
  const items = await client.complete(uri, offset);
  expect(newestVersion).not.toHaveBeenCalled();
  const chosen = items.find((it) => it.label === label);
  const document = TextDocument.create(uri, '', 0, text);
  const after = chosen?.textEdit && 'range' in chosen.textEdit ? [chosen.textEdit] : [];
  return {
    items,
    labels: items.map((it) => it.label),
    after: TextDocument.applyEdits(document, after),
  };
}

const json = (key: string, value: string) =>
  `{ "${key}": { "gh": { "command": "node", ${value} } } }`;

test.each([
  ['/w/.cursor/mcp.json', json('mcpServers', '"env": { "GH_TOKEN": "${|" }'), '${env:GH_TOKEN}'],
  ['/w/.cursor/mcp.json', json('mcpServers', '"env": { "GH_TOKEN": "$|}" }'), '${env:GH_TOKEN}'],
  [
    '/w/.vscode/mcp.json',
    json('servers', '"env": { "GH_TOKEN": "${input:|}" }'),
    '${input:gh-token}',
  ],
  ['/w/.mcp.json', json('mcpServers', '"env": { "GH_TOKEN": "${|" }'), '${GH_TOKEN}'],
  [
    '/w/opencode.json',
    '{ "mcp": { "gh": { "type": "local", "command": ["x"], "environment": { "GH_TOKEN": "{|" } } } }',
    '{env:GH_TOKEN}',
  ],
])('a reference is written as the host of %s reads it: %s', async (path, marked, reference) => {
  const { labels, after } = await complete(path, marked, reference);
  expect(labels).toContain(reference);
  expect(after).toContain(`"GH_TOKEN": "${reference}"`);
});

test('behind the @ of a package stands what is on this machine, and why', async () => {
  const marked = '{ "mcpServers": { "a": { "command": "npx", "args": ["-y", "some-mcp@|"] } } }';
  const { items, after } = await complete('/w/.cursor/mcp.json', marked, '1.2.3');
  expect(items).toMatchObject([{ label: '1.2.3', detail: 'same as in package-lock.json' }]);
  expect(after).toContain('"some-mcp@1.2.3"');
});

test('a known server is safe from the first line', async () => {
  const marked = '{\n  "mcpServers": {\n    "a": { "command": "node" },\n    |\n  }\n}\n';
  const { labels, after } = await complete('/w/.cursor/mcp.json', marked, 'supabase');
  expect(labels).toContain('github');
  const servers = JSON.parse(after).mcpServers;
  expect(servers.supabase).toEqual({
    command: 'npx',
    args: ['-y', '@supabase/mcp-server-supabase@1.2.3', '--read-only'],
    env: { SUPABASE_ACCESS_TOKEN: '${env:SUPABASE_ACCESS_TOKEN}' },
  });
  const { findings } = analyze(after, { path: '/w/.cursor/mcp.json' });
  expect(findings.map(({ rule }) => rule)).toEqual([]);
});

test('TOML and YAML have servers and keys, in the words of their hosts', async () => {
  const codex = '/home/ada/.codex/config.toml';
  const toml = '[mcp_servers.a]\ncommand = "node"\n|\n';
  const server = await complete(codex, toml, 'playwright');
  expect(server.after).toContain(
    '[mcp_servers.playwright]\ncommand = "npx"\nargs = ["-y", "@playwright/mcp@1.2.3"]\n',
  );
  const vibe = '/home/ada/.vibe/config.toml';
  const listed = await complete(
    vibe,
    '[[mcp_servers]]\nname = "a"\ncommand = "node"\n|\n',
    'playwright',
  );
  expect(listed.after).toContain('\n[[mcp_servers]]\nname = "playwright"\n');
  const key = await complete(codex, toml, 'env_vars');
  expect(key.after).toBe('[mcp_servers.a]\ncommand = "node"\nenv_vars = \n');
  expect(key.labels).not.toContain('command');
  const yaml = 'mcpServers:\n  a:\n    type: stdio\n    command: node\n  |\n';
  const { after } = await complete('/w/librechat.yaml', yaml, 'time');
  expect(after).toContain('  time:\n    command: "uvx"\n    args: ["mcp-server-time@1.2.3"]\n');
});

test.each(['  |', '  - |', '  - ti|'])(
  'a list of YAML gets a further item at "%s"',
  async (typed) => {
    const path = '/w/.continue/mcpServers/a.yaml';
    const head =
      'name: x\nversion: 0.0.1\nschema: v1\nmcpServers:\n  - name: a\n    command: node\n';
    const { after } = await complete(path, `${head}${typed}\n`, 'time');
    expect(after).toBe(
      `${head}  - name: "time"\n    command: "uvx"\n    args: ["mcp-server-time@1.2.3"]\n`,
    );
    const { config, findings } = analyze(after, { path });
    expect(config?.servers.map(({ name }) => name)).toEqual(['a', 'time']);
    expect(findings).toEqual([]);
  },
);

test('no secret of the file is ever offered', async () => {
  const token = fake.githubToken();
  const places = [
    '"env": { "A": "TOKEN", "B": "${|" }',
    '"env": { "A": "TOKEN" }, |',
    '"env": { "TOKEN": "$|" }',
  ];
  for (const place of places) {
    const marked = json('mcpServers', place.replace('TOKEN', token));
    const { items } = await complete('/w/.cursor/mcp.json', marked);
    expect(JSON.stringify(items)).not.toContain(token.slice(0, 20));
  }
});
