import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLaunch, splitShell, wordsOf } from '../../../rules/launch/index.ts';
import type { Launch, ShellDialect, Word } from '../../../rules/launch/launch.ts';
import { processorTime } from '../../processor-time.ts';
import { isWhereItSays, launchOf, text } from './text.ts';

const VOCABULARY = [
  ...'npx npm exec x bunx bun pnpm dlx pnpx yarn uvx uv tool run pipx python -m docker podman compose mcp gateway'.split(
    ' ',
  ),
  ...'dnx dotnet go install cargo nix shell deno node cmd cmd.exe /c sh bash -c -lc powershell -Command env sudo'.split(
    ' ',
  ),
  ...'timeout wsl mise op dotenvx doppler sops exec-env envmcp mcp-remote mcp-proxy supergateway --stdio'.split(
    ' ',
  ),
  ...'-y -p --package --package=foo --from --with -w -e -it -v --version --spec --call -- - -S --command --named-server'.split(
    ' ',
  ),
  ...'foo foo@1.2.3 @s/foo @s/foo@latest foo==1.0 foo[x]>=1,<2 github:o/r#main git+https://h/o/r@main'.split(
    ' ',
  ),
  ...'mcp/x:1 r:5000/x@sha256:aa npm:foo@1/b jsr:@s/f nixpkgs#x ./x ${A}/b foo@${V} https://x.com/a.tgz A=b'.split(
    ' ',
  ),
  'npx -y foo',
  'cd /x && npx -y "foo@1" | tee',
  "uvx --from 'a[b]' c $(npx d) `e` <(f)",
  '"C:\\Program Files\\nodejs\\npx.cmd" -y foo',
  "$env:A='b'; npx foo",
  'exec "$0" "$@"',
  '',
];

const word = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...VOCABULARY) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  { weight: 1, arbitrary: fc.string() },
);
const commandLine = fc.array(word, { minLength: 1, maxLength: 14 });

function everyWord(launch: Launch): Word[] {
  return [
    launch.program,
    ...(launch.entry ? [launch.entry] : []),
    ...launch.serverArgs,
    ...launch.packages.map((spec) => spec.word),
    ...launch.flags.map((flag) => flag.word),
    ...launch.assignments.map((assignment) => assignment.word),
    ...launch.shells.flatMap((shell) => [
      ...shell.words,
      ...(shell.script ? [shell.script] : []),
      ...shell.commands.flatMap(({ words }) => words),
    ]),
    ...(launch.inner ? everyWord(launch.inner) : []),
  ];
}

describe('any command line', () => {
  it('is read without throwing, and every piece is where it says', () => {
    fc.assert(
      fc.property(commandLine, (strings) => {
        const [command, ...args] = strings.map(text);
        const launch = command && parseLaunch(wordsOf(command, args));
        if (!launch) return;
        for (const piece of everyWord(launch)) expect(isWhereItSays(piece)).toBe(true);
        const parts = [
          ...launch.packages.map(({ named }) => named),
          ...launch.registries,
          ...launch.remoteUrls,
          ...launch.flags.flatMap(({ value }) => value ?? []),
          ...launch.assignments.flatMap(({ value }) => value ?? []),
        ];
        for (const { value, word: owner, from, start, end } of parts) {
          expect(owner.value.slice(from, from + value.length)).toBe(value);
          expect(start).toBeGreaterThanOrEqual(owner.start);
          expect(end).toBeLessThanOrEqual(owner.end);
          expect(end - start).toBeGreaterThanOrEqual(value.length);
        }
        for (const spec of launch.packages) {
          expect(spec.start).toBeGreaterThanOrEqual(spec.word.start);
          expect(spec.end).toBeLessThanOrEqual(spec.word.end);
          // What can be replaced is written as it reads.
          if (spec.pinned)
            expect(spec.word.value).toContain(spec.word.text.value.slice(spec.start, spec.end));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('can be put together again from its words', () => {
    fc.assert(
      fc.property(commandLine, (strings) => {
        for (const node of strings.map(text)) {
          const words = wordsOf(node, []);
          expect(rejoined(node.value, words)).toBe(node.value);
        }
      }),
    );
  });
});

/** The text, made of the words and of what stands between them; fails where words overlap. */
function rejoined(source: string, words: readonly Word[]): string {
  let position = 0;
  let joined = '';
  for (const { start, end } of words) {
    expect(start).toBeGreaterThanOrEqual(position);
    joined += source.slice(position, start) + source.slice(start, end);
    position = end;
  }
  return joined + source.slice(position);
}

const QUOTE: Record<ShellDialect, (value: string) => string> = {
  posix: (value) => `'${value.replaceAll("'", `'\\''`)}'`,
  cmd: (value) => `"${value.replaceAll('"', '')}"`,
  powershell: (value) => `'${value.replaceAll("'", "''")}'`,
};

describe.each<ShellDialect>(['posix', 'cmd', 'powershell'])('a %s string', (dialect) => {
  it('gives back the words that were quoted into it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 6 }), (values) => {
        const line = values.map(QUOTE[dialect]).join(' ');
        const split = splitShell(text(line), 0, line.length, dialect);
        const expected =
          dialect === 'cmd' ? values.map((value) => value.replaceAll('"', '')) : values;
        const words = split.commands.flatMap(({ words }) => words.map(({ value }) => value));
        // A keyword or an assignment counts only where it is not quoted; quoted ones are rare enough to leave out.
        fc.pre(!split.features.includes('control') && !split.features.includes('assignment'));
        expect(words).toEqual(expected);
        for (const piece of split.words) expect(isWhereItSays(piece)).toBe(true);
      }),
    );
  });

  it('has words that follow one another', () => {
    const line = fc.array(
      fc.constantFrom(
        ...VOCABULARY,
        ' ',
        '"',
        "'",
        '\\',
        '$(',
        ')',
        '`',
        ';',
        '&&',
        '|',
        '>',
        '^',
        '%A%',
        '\n',
        '#',
      ),
      {
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(line, (pieces) => {
        const source = pieces.join(pieces.length % 2 ? ' ' : '');
        const split = splitShell(text(source), 0, source.length, dialect);
        for (const piece of split.words) expect(isWhereItSays(piece)).toBe(true);
        expect(rejoined(source, split.words)).toBe(source);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a hostile command line', () => {
  it.each<[string, string[]]>([
    ['wrappers without end', Array.from({ length: 100_000 }, () => 'sudo')],
    [
      'launchers without end',
      Array.from({ length: 100_000 }, (_, index) => (index % 2 ? 'pnpm' : 'npx')),
    ],
    ['proxies without end', Array.from({ length: 100_000 }, () => 'mcp-proxy')],
    [
      'flags without end',
      [
        'nix',
        'run',
        ...Array.from({ length: 100_000 }, (_, index) => (index % 4 ? '-L' : '--option')),
      ],
    ],
    ['substitutions without end', ['sh', '-c', '$('.repeat(200_000)]],
    ['quotes without end', ['sh', '-c', `"'`.repeat(200_000)]],
    ['braces without end', ['sh', '-c', '${'.repeat(200_000)]],
    ['back-ticks without end', ['sh', '-c', '`a` '.repeat(100_000)]],
    ['commands without end', ['sh', '-c', 'npx -y foo;'.repeat(50_000)]],
    ['a long line', [`npx ${'a '.repeat(300_000)}`]],
    ['a long list', ['uvx', '--with', 'a[b],'.repeat(100_000), 'foo']],
    ['a long name', ['uvx', '.'.repeat(10) + 'a'.repeat(500_000)]],
    ['a long version', ['npx', `foo@${'1.'.repeat(300_000)}`]],
    ['a long range', ['npx', `foo@${'>=1 '.repeat(100_000)}`]],
    ['a long constraint', ['uvx', '--from', `foo${'>=1,'.repeat(100_000)}`, 'x']],
    ['a long address', ['npx', `https://github.com/o/r/archive/${'a.'.repeat(300_000)}`]],
    ['placeholders without end', ['npx', `foo@${'<@'.repeat(200_000)}`]],
    ['a long path', [`/${'a b/'.repeat(100_000)}`]],
    ['variables without end', ['cmd', '/c', '%'.repeat(300_000)]],
  ])('%s does not stall', (_, strings) => {
    const start = processorTime();
    expect(launchOf(strings)).toBeDefined();
    expect(processorTime() - start).toBeLessThan(4000);
  });
});
