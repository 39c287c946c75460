import { expect, test } from 'vitest';
import { recognize } from '../../../rules/config/recognize.ts';
import { mendToml } from '../../../rules/document/formats/mend-toml.ts';
import { parseToml } from '../../../rules/document/formats/parse-toml.ts';
import { at } from '../../../rules/document/node.ts';
import { plain } from '../config/tree.ts';

const REST = '\n[mcp_servers.b]\ncommand = "w"\n';

test.each([
  ['an open header', '[mcp_servers.a\ncommand = "x"\nargs = ["y"]\n'],
  ['an open list', '[mcp_servers.a]\nargs = ["y"\ncommand = "x"\n'],
  ['an open list over several lines', '[mcp_servers.a]\ncommand = "x"\nargs = [\n  "y",\n'],
  ['an open text', '[mcp_servers.a]\nargs = ["y"]\ncommand = "x\n'],
  ['an open table', '[mcp_servers.a]\nargs = ["y"]\ncommand = "x"\nenv = { A = "1"\n'],
  ['typographic quotes', '[mcp_servers.a]\ncommand = \u201cx\u201d\nargs = [\u201cy\u201d]\n'],
  ['colons', '[mcp_servers.a]\ncommand: "x"\nargs: ["y"]\n'],
  ['an open header under Windows', '[mcp_servers.a\r\ncommand = "x"\r\nargs = ["y"]\r\n'],
])('%s hides nothing', (_, text) => {
  const document = parseToml(text + REST);
  const root = document.roots[0];
  expect(plain(at(root, ['mcp_servers', 'a']))).toMatchObject({ command: 'x', args: ['y'] });
  expect(plain(at(root, ['mcp_servers', 'b']))).toEqual({ command: 'w' });
  expect(document.problems.length).toBeGreaterThan(0);
  expect(document.problems.length).toBeLessThan(4);
  for (const path of [
    ['a', 'command'],
    ['b', 'command'],
  ]) {
    const node = at(root, ['mcp_servers', ...path]);
    const { start, end } = node?.kind === 'text' ? node.spanOf() : { start: 0, end: 0 };
    expect((text + REST).slice(start, end)).toBe(path[0] === 'a' ? 'x' : 'w');
  }
});

test('what is well written stays as it is', () => {
  const text = [
    'a = """',
    '[open',
    '"""',
    "b = '''",
    'x = "',
    "'''",
    '[x."y.z"] # [ "',
    'list = [',
    '  "a", # ]',
    '  ["b"],',
    ']',
    'table = { a = 1,',
    '  b = "}" }',
    '[[many]]',
    '',
  ].join('\n');
  expect(mendToml(text)).toMatchObject({ text, lines: [], insertions: [] });
});

test('a file of a host of which nothing can be read is not passed over', () => {
  expect(recognize('[mcp_servers.a.\n', '.codex/config.toml')?.host.id).toBe('codex');
  expect(recognize('[model.\n', '.codex/config.toml')).toBeUndefined();
});
