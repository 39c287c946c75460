import { execFileSync } from 'node:child_process';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { quoted, readEnv, variableName } from '../../../../server/machine/secrets/env-file.ts';
import { SHELL_ONLY, VALUES } from './values.ts';

/** The rules of dotenv, by its own expression: https://github.com/motdotla/dotenv/blob/v16.4.5/lib/main.js (BSD-2). */
function dotenv(text: string): Record<string, string> {
  const line =
    /^\s*(?:export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)(\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?\s*(?:#.*)?$/gm;
  const found: Record<string, string> = {};
  for (const [, name = '', written = ''] of text.replace(/\r\n?/g, '\n').matchAll(line)) {
    const trimmed = written.trim();
    const value = trimmed.replace(/^(['"`])([\s\S]*)\1$/gm, '$2');
    found[name] = trimmed.startsWith('"')
      ? value.replace(/\\n/g, '\n').replace(/\\r/g, '\r')
      : value;
  }
  return found;
}

/** What `sh` has in the variable after it has read the text. */
function shell(text: string): string {
  const script = `${text}printf '%s.' "$NAME"`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).slice(0, -1);
}

describe('a value', () => {
  it.each(VALUES)('is read back by a shell, dotenv and Node.js: %j', (value) => {
    const { text, shellOnly } = quoted(value);
    const file = `NAME=${text}\n`;
    expect(shellOnly).toBe(false);
    expect(shell(file)).toBe(value);
    expect(dotenv(file)).toEqual({ NAME: value });
    expect(parseEnv(file)).toEqual({ NAME: value });
    expect(readEnv(file)).toEqual({ assignments: [{ name: 'NAME', value }], open: undefined });
  });

  it.each(SHELL_ONLY)('that nothing can spell for all is right in a shell: %j', (value) => {
    const { text, shellOnly } = quoted(value);
    expect(shellOnly).toBe(true);
    expect(shell(`NAME=${text}\n`)).toBe(value);
    expect(readEnv(`NAME=${text}\n`).assignments).toEqual([{ name: 'NAME', value }]);
  });
});

describe('an env file', () => {
  it('is read with comments, exports, blanks and all its values in order', () => {
    const all = [...VALUES, ...SHELL_ONLY];
    const text = all.map((it, i) => `# no. ${i}, it's\nA${i}=${quoted(it).text}\n`).join('');
    const read = readEnv(`\uFEFFexport X = "1" # one\n\nnothing\nY='2' # two\n${text}Z= 3 # three`);
    expect(read.open).toBeUndefined();
    expect(read.assignments).toEqual([
      { name: 'X', value: '1' },
      { name: 'Y', value: '2' },
      ...all.map((value, i) => ({ name: `A${i}`, value })),
      { name: 'Z', value: '3' },
    ]);
  });

  it('tells of a quote that nothing closes', () => {
    expect(readEnv("A=1\nB='cut sho").open).toBe("'");
    expect(readEnv('B="cut').open).toBe('"');
  });
});

it.each([
  ['A_b1', 'A_b1'],
  ['github-token', 'GITHUB_TOKEN'],
  ['1st', '_1st'],
  ['a.b c', 'A_B_C'],
  ['', '_'],
])('the name %j becomes %j', (name, expected) => {
  expect(variableName(name)).toBe(expected);
});
