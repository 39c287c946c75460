import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getStaticTOMLValue, parseTOML } from 'toml-eslint-parser';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { readEnv } from '../../server/machine/secrets/env-file.ts';
import { seeded } from '../fake.ts';
import { folder, run } from './run.ts';

/** What a password can hold that one or the other format, shell or env file takes for more than itself. */
const PARTS = [
  '',
  '\\',
  '\\n',
  '\\\\',
  '\\"',
  '"',
  '""',
  "'",
  "''",
  "\\'",
  '/',
  '\\/',
  '#',
  ' #',
  ': ',
  ':',
  '$',
  '$$',
  '%41',
  '&',
  '!',
  '`',
  '~',
  '=',
  '+',
  '@',
  '{',
  '}',
  '[x]',
  ',',
  '|',
  '>',
  '*',
  '?',
  ';',
  '(x)',
  'é',
  '€',
  '😀',
  '\\u0041',
  '\t',
  '\\x41',
  '\n',
  '\\e',
];
const random = seeded(20261126);
const PASSWORDS = PARTS.map((part) => {
  const [head, tail] = [
    random.match('[A-Z][a-z][0-9][A-Za-z0-9]{6}'),
    random.match('[A-Za-z0-9]{8}'),
  ];
  return `${head}${part}${tail}`;
});

interface Style {
  readonly path: string;
  /** Writes a server with this variable; undefined where the style cannot spell the value. */
  readonly entry: (server: string, value: string) => string | undefined;
  readonly whole: (entries: readonly string[]) => string;
  readonly read: (text: string) => Record<string, { env?: Record<string, string> }>;
}

const json: Omit<Style, 'entry'> = {
  path: '.cursor/mcp.json',
  whole: (entries) => `{ "mcpServers": {\n${entries.join(',\n')}\n} }\n`,
  read: (text) => JSON.parse(text).mcpServers,
};
const jsonEntry = (server: string, written: string) =>
  `"${server}": { "command": "node", "args": ["a.js"], "env": { "${server}_PASSWORD": ${written} } }`;
const toml: Omit<Style, 'entry'> = {
  path: '.codex/config.toml',
  whole: (entries) => `${entries.join('\n')}\n`,
  read: (text) =>
    (getStaticTOMLValue(parseTOML(text)) as Record<string, ReturnType<Style['read']>>)
      .mcp_servers ?? {},
};
const tomlEntry = (server: string, written: string) =>
  `[mcp_servers.${server}]\ncommand = "node"\nargs = ["a.js"]\nenv = { ${server}_PASSWORD = ${written} }`;
const yaml: Omit<Style, 'entry'> = {
  path: 'librechat.yaml',
  whole: (entries) => `mcpServers:\n${entries.join('\n')}\n`,
  read: (text) => parseYaml(text).mcpServers,
};
const yamlEntry = (server: string, written: string) =>
  `  ${server}:\n    command: node\n    args: [a.js]\n    env:\n      ${server}_PASSWORD: ${written}`;
const hex = (character: string, digits: number) =>
  character.charCodeAt(0).toString(16).padStart(digits, '0');
const isControl = (value: string) => /\p{Cc}/u.test(value);

const STYLES: Readonly<Record<string, Style>> = {
  JSON: { ...json, entry: (server, value) => jsonEntry(server, JSON.stringify(value)) },
  'JSON, all escaped': {
    ...json,
    entry: (server, value) =>
      jsonEntry(server, `"${value.replace(/[^A-Za-z0-9]/g, (it) => `\\u${hex(it, 4)}`)}"`),
  },
  'JSON in a string': {
    ...json,
    entry: (server, value) =>
      jsonEntry(server, JSON.stringify(JSON.stringify({ password: value }))).replace(
        `${server}_PASSWORD`,
        'CONFIG',
      ),
  },
  'TOML "…"': { ...toml, entry: (server, value) => tomlEntry(server, JSON.stringify(value)) },
  "TOML '…'": {
    ...toml,
    entry: (server, value) =>
      /'|[^\P{Cc}\t]/u.test(value) ? undefined : tomlEntry(server, `'${value}'`),
  },
  'TOML """…"""': {
    ...toml,
    entry: (server, value) =>
      `[mcp_servers.${server}]\ncommand = "node"\nargs = ["a.js"]\n[mcp_servers.${server}.env]\n${server}_PASSWORD = """\n${JSON.stringify(value).slice(1, -1)}"""`,
  },
  "TOML '''…'''": {
    ...toml,
    entry: (server, value) =>
      `[mcp_servers.${server}]\ncommand = "node"\nargs = ["a.js"]\n[mcp_servers.${server}.env]\n${server}_PASSWORD = '''${value}'''`,
  },
  'YAML "…"': { ...yaml, entry: (server, value) => yamlEntry(server, JSON.stringify(value)) },
  'YAML "…", all escaped': {
    ...yaml,
    entry: (server, value) =>
      yamlEntry(
        server,
        `"${value.replace(/[^A-Za-z0-9]/gu, (it) => (it.length > 1 ? it : it.charCodeAt(0) < 256 ? `\\x${hex(it, 2)}` : `\\u${hex(it, 4)}`))}"`,
      ),
  },
  "YAML '…'": {
    ...yaml,
    entry: (server, value) =>
      isControl(value) ? undefined : yamlEntry(server, `'${value.replaceAll("'", "''")}'`),
  },
  'YAML without quotes': {
    ...yaml,
    entry: (server, value) =>
      isControl(value) || /: | #|:$/.test(value) ? undefined : yamlEntry(server, value),
  },
  'YAML |': {
    ...yaml,
    entry: (server, value) => yamlEntry(server, `|-\n${value.replace(/^/gm, '        ')}`),
  },
};

/** What a shell has in these variables once it has read the file. */
function shell(file: string, names: readonly string[]): readonly string[] {
  const script = `. "$0"; for name; do eval "printf '%s\\0' \\"\\$$name\\""; done`;
  return execFileSync('sh', ['-c', script, file, ...names], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);
}

let total = 0;

describe('what a fix takes out is kept as the host read it', () => {
  it.each(Object.keys(STYLES))('%s', async (name) => {
    const style = STYLES[name];
    if (!style) return;
    const written = PASSWORDS.flatMap((value, index) => {
      const entry = style.entry(`S${index}`, value);
      return entry === undefined ? [] : [{ server: `S${index}`, entry }];
    });
    const text = style.whole(written.map(({ entry }) => entry));
    const before = style.read(text);
    const cwd = folder({ [style.path]: text });
    const { err } = await run(
      [
        'fix',
        '--all',
        '--yes',
        '--no-network',
        '--rule',
        'plaintext-secret',
        '--save-secrets',
        'out.env',
      ],
      { cwd },
    );
    expect(err).toBe('');
    const file = join(cwd, 'out.env');
    const { assignments } = readEnv(readFileSync(file, 'utf8'));
    const kept = new Map(assignments.map((it) => [it.name, it.value]));
    expect(kept.size).toBe(assignments.length);
    const after = style.read(readFileSync(join(cwd, style.path), 'utf8'));
    let moved = 0;
    for (const { server } of written) {
      const [[variable, was] = ['', '']] = Object.entries(before[server]?.env ?? {});
      const now = after[server]?.env?.[variable];
      if (now === was) continue;
      moved += 1;
      const [reference, name = variable] = /\$\{(?:env:)?(\w+)\}/.exec(now ?? '') ?? [''];
      const value = kept.get(name) ?? '';
      expect(now === undefined ? value : now.replace(reference, () => value)).toBe(was);
    }
    // What looks like no password is left; nearly all do.
    expect(moved).toBeGreaterThanOrEqual(written.length - 6);
    expect(shell(file, [...kept.keys()])).toEqual([...kept.values()]);
    total += moved;
  });

  it('in all of them', () => {
    console.log(`${total} values in ${Object.keys(STYLES).length} styles`);
    expect(total).toBeGreaterThan(400);
  });
});
