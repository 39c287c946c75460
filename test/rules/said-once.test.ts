import { expect, test } from 'vitest';
import { analyze } from '../../rules/index.ts';

/** What VS Code's JSON support says already, from the grammar or from a schema, is not said again. */
const text = '{ "mcpServers": { "a": { "command": 42 }, "a": { "command": "node" "args": [] } } }';

test('where the editor marks syntax, duplicate keys and types, the rules are silent about them', () => {
  const ids = (syntaxReported: boolean): readonly string[] =>
    analyze(text, { host: 'cursor', facts: { syntaxReported } }).findings.map(({ rule }) => rule);
  expect(ids(false)).toEqual(
    expect.arrayContaining(['invalid-syntax', 'duplicate-key', 'invalid-server']),
  );
  expect(ids(true)).toEqual([]);
});

test('nobody else marks them in TOML', () => {
  const toml = '[mcp_servers.a]\ncommand = 42\nargs = [\n';
  const { findings } = analyze(toml, { host: 'codex', facts: { syntaxReported: true } });
  expect(findings.map(({ rule }) => rule)).toContain('invalid-syntax');
});
