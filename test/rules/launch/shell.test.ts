import { describe, expect, it } from 'vitest';
import { splitShell } from '../../../rules/launch/index.ts';
import type { ShellDialect } from '../../../rules/launch/launch.ts';
import { isWhereItSays, launchOf, text } from './text.ts';

function words(line: string, dialect: ShellDialect = 'posix'): string[] {
  const split = splitShell(text(line), 0, line.length, dialect);
  for (const word of split.words) expect(isWhereItSays(word)).toBe(true);
  return split.words.map(({ value }) => value);
}

function features(line: string, dialect: ShellDialect = 'posix') {
  const { simple, features } = splitShell(text(line), 0, line.length, dialect);
  return { simple, features };
}

describe('a POSIX shell', () => {
  it.each<[string, string[]]>([
    ['npx -y foo', ['npx', '-y', 'foo']],
    [`a 'b c' "d e"`, ['a', 'b c', 'd e']],
    [`a'b'"c"\\ d`, ['abc d']],
    [`a '' ""`, ['a', '', '']],
    [String.raw`"a\"b" "c\d" 'e\'`, ['a"b', String.raw`c\d`, 'e\\']],
    ['a "$B" ${C:-x y} $(d e)', ['a', '$B', '${C:-x y}', '$(d e)']],
    ['a\\\nb', ['ab']],
    ['a # b', ['a']],
    ['a#b', ['a#b']],
    ['A=b npx foo', ['npx', 'foo']],
    ['npx foo > /dev/null 2>&1 bar', ['npx', 'foo', 'bar']],
    ['npx foo2>x', ['npx', 'foo2']],
    ["npx 'foo", ['npx', 'foo']],
    ['cat <(curl x) y', ['cat', '<(curl x)', 'y']],
    ['', []],
    ['  ', []],
  ])('%s', (line, expected) => {
    expect(words(line)).toEqual(expected);
  });

  it.each<[string, boolean, string[]]>([
    ['npx -y foo', true, []],
    ['npx foo "$A"', true, ['expansion']],
    ['A=b npx foo', true, ['assignment']],
    ['a; b', false, ['list']],
    ['a && b', false, ['list']],
    ['a || b', false, ['list']],
    ['a\nb', false, ['list']],
    ['a | b', false, ['pipe']],
    ['a &', false, ['background']],
    ['a $(b)', false, ['substitution']],
    ['a `b`', false, ['substitution']],
    ['a "$(b)"', false, ['substitution']],
    ["a '$(b)'", true, []],
    ['a > b', false, ['redirection']],
    ['(a)', false, ['group']],
    ['if a', false, ['control']],
    ['a *.js', true, ['glob']],
    ['a ~/x', true, ['expansion']],
  ])('%s is simple: %s', (line, simple, expected) => {
    expect(features(line)).toEqual({ simple, features: expected });
  });

  it('tells the commands apart, with what joins them', () => {
    const line = 'X=1 cd /a && curl -s u | sh; eval "$(wget -qO- v)"';
    const { commands } = splitShell(text(line));
    expect(
      commands.map(({ joint, nested, words }) => [
        joint,
        nested,
        words.map(({ value }) => value).join(' '),
      ]),
    ).toEqual([
      ['', false, 'cd /a'],
      ['&&', false, 'curl -s u'],
      ['|', false, 'sh'],
      [';', false, 'eval $(wget -qO- v)'],
      ['', true, 'wget -qO- v'],
    ]);
    expect(commands[0]?.assignments).toMatchObject([{ name: 'X', value: { value: '1' } }]);
  });

  it('reads a part of a string', () => {
    const line = '--stdio=npx -y foo';
    const split = splitShell(text(line), 8, line.length);
    expect(split.words.map(({ value, start }) => [value, start])).toEqual([
      ['npx', 8],
      ['-y', 12],
      ['foo', 15],
    ]);
  });
});

describe('cmd.exe', () => {
  it.each<[string, string[]]>([
    ['npx -y foo', ['npx', '-y', 'foo']],
    [
      String.raw`"C:\Program Files\npx.cmd" -y 'foo`,
      [String.raw`C:\Program Files\npx.cmd`, '-y', "'foo"],
    ],
    ['a ^& b', ['a', '&', 'b']],
    ['cd x && npx foo', ['cd', 'x', 'npx', 'foo']],
    ['npx foo 2>nul', ['npx', 'foo']],
  ])('%s', (line, expected) => {
    expect(words(line, 'cmd')).toEqual(expected);
  });

  it('knows its operators', () => {
    expect(features('a & b', 'cmd')).toEqual({ simple: false, features: ['list'] });
    expect(features('a %B%', 'cmd')).toEqual({ simple: true, features: ['expansion'] });
    expect(features('a | b', 'cmd')).toEqual({ simple: false, features: ['pipe'] });
  });
});

describe('PowerShell', () => {
  it.each<[string, string[]]>([
    [`& 'C:\\a b\\npx.cmd' -y foo`, ['C:\\a b\\npx.cmd', '-y', 'foo']],
    [`a 'it''s' "b\`"c"`, ['a', "it's", 'b"c']],
    ["$env:A = 'b'; npx foo", ['npx', 'foo']],
  ])('%s', (line, expected) => {
    expect(words(line, 'powershell')).toEqual(expected);
  });

  it('reads variables it sets', () => {
    const { commands } = splitShell(text(`$env:A='b c'; npx foo`), 0, undefined, 'powershell');
    expect(commands[0]?.assignments).toMatchObject([{ name: 'A', value: { value: 'b c' } }]);
  });
});

describe('a launch through a shell', () => {
  it('keeps the shell string, its commands and what they fetch', () => {
    const launch = launchOf(['bash', '-c', 'pip install foo && curl -s https://x | sh']);
    expect(launch?.shells).toHaveLength(1);
    expect(launch?.shells[0]).toMatchObject({ id: 'bash', dialect: 'posix', simple: false });
    expect(launch?.shells[0]?.script?.value).toBe('pip install foo && curl -s https://x | sh');
    expect(launch?.packages.map(({ name }) => name)).toEqual(['foo']);
  });

  it('keeps positions of a string inside a string', () => {
    const line = `bash -lc "npx -y 'foo@latest'"`;
    const [spec] = launchOf(['cmd', '/c', line])?.packages ?? [];
    expect(line.slice(spec?.start, spec?.end)).toBe('foo@latest');
    expect(spec?.pinned?.('1.2.3')).toBe('foo@1.2.3');
  });

  it('lists flags under their longest names, and registries', () => {
    const launch = launchOf(['docker', 'run', '-itv', '/a:/b', '--net=host', '-u0', 'x']);
    expect(launch?.flags.map(({ name, value }) => [name, value?.value])).toEqual([
      ['--interactive', undefined],
      ['--tty', undefined],
      ['--volume', '/a:/b'],
      ['--network', 'host'],
      ['--user', '0'],
    ]);
    expect(
      launchOf(['npx', '--registry=https://r', '-y', 'foo'])?.registries.map(({ value }) => value),
    ).toEqual(['https://r']);
    expect(
      launchOf(['uvx', '-i', 'https://r', 'foo'])?.registries.map(({ value }) => value),
    ).toEqual(['https://r']);
  });
});
