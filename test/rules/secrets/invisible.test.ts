import { describe, expect, it } from 'vitest';
import { analyze } from '../../../rules/index.ts';
import { detect } from '../../../rules/secrets/index.ts';
import { fake } from '../../fake.ts';
import { ownEdits } from '../own-edits.ts';

const INVISIBLE: Readonly<Record<string, string>> = {
  'zero-width space': '\u200b',
  'zero-width joiner': '\u200d',
  'word joiner': '\u2060',
  'soft hyphen': '\u00ad',
  'right-to-left override': '\u202e',
  'byte order mark': '\ufeff',
  'Hangul filler': '\u3164',
  'grapheme joiner': '\u034f',
  'variation selector': '\ufe0f',
  tag: '\u{e0041}',
  escape: '\u001b',
  nul: '\u0000',
  'line separator': '\u2028',
  'C1 control': '\u009b',
};

const TOKENS = {
  'known format': fake.githubToken(),
  'known by its name': fake.base62(24),
  password: fake.password(),
};

describe.each(Object.entries(INVISIBLE))('%s', (_, character) => {
  it.each(Object.entries(TOKENS))('hides no secret: %s', (_kind, token) => {
    const find = (value: string) => {
      const found = detect({ value, role: 'env', name: 'SERVICE_API_KEY', references: [] });
      return found.map(({ start, end }) => value.slice(start, end));
    };
    const split = token.slice(0, 9) + character + token.slice(9);
    expect(find(token + character)).toEqual([token]);
    expect(find(character + token)).toEqual([token]);
    expect(find(split)).toEqual([split]);
    expect(find(character + split + character + character)).toEqual([split]);
  });

  it('is not in the way of a name, or of a reference', () => {
    const at = (value: string, name: string) =>
      detect({ value, role: 'env', name, references: [] }).length;
    expect(at(fake.base62(24), `API_${character}KEY`)).toBe(1);
    expect(at(`\${env:${character}API_KEY}`, 'API_KEY')).toBe(0);
  });
});

describe('JSON with the wrong quotes, or none', () => {
  const token = fake.base62(24);
  it.each([
    ['single quotes', `{"mcpServers": {"a": {"env": {"API_KEY": '${token}'}}}}`],
    ['back-ticks', `{"mcpServers": {"a": {"env": {"API_KEY": \`${token}\`}}}}`],
    ['single quotes everywhere', `{'mcpServers': {'a': {'env': {'API_KEY': '${token}'}}}}`],
    ['no quotes', `{"mcpServers": {"a": {"env": {"API_KEY": ${token}}}}}`],
    ['no quotes, and digits first', `{"mcpServers": {"a": {"env": {"API_KEY": 12${token}}}}}`],
    ['names without quotes', `{mcpServers: {a: {env: {API_KEY: "${token}"}}}}`],
    ['no quotes at all', `{mcpServers: {a: {env: {API_KEY: ${token}}}}}`],
    ['an argument', `{"mcpServers": {"a": {"command": "a", "args": [--api-key=${token}]}}}`],
  ])('gives its secret away: %s', (_, text) => {
    const { findings } = analyze(text, { path: '/p/.mcp.json' });
    const found = findings.filter(({ rule }) => rule === 'plaintext-secret');
    expect(found.map(({ at: { span } }) => text.slice(span.start, span.end).slice(-24))).toEqual([
      token,
    ]);
    expect(findings.map(({ rule }) => rule)).toContain('invalid-syntax');
    // What a fix writes in its place has the right quotes.
    const [edit] = found.flatMap((finding) => ownEdits(text, finding, finding.fixes[0]));
    const after = text.slice(0, edit?.span.start) + edit?.newText + text.slice(edit?.span.end);
    expect(after).not.toContain(token);
    expect(after).toMatch(/"(?:--api-key=)?\$\{(?:\w+_)?API_KEY\}"/);
  });

  it.each(['process.env.API_KEY', '...', 'undefined', '// a comment', ''])(
    'takes no code for a value: %s',
    (code) => {
      const text = `{"mcpServers": {"a": {"command": "a", "env": {"API_KEY": ${code}\n}}}}`;
      const { findings } = analyze(text, { path: '/p/.mcp.json' });
      expect(findings.map(({ rule }) => rule)).toContain('invalid-syntax');
      expect(findings.map(({ rule }) => rule)).not.toContain('plaintext-secret');
      expect(findings.map(({ rule }) => rule)).not.toContain('placeholder-secret');
    },
  );
});
