import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseLaunch, wordsOf } from '../../../rules/launch/index.ts';
import type { Launch, PackageSpec } from '../../../rules/launch/launch.ts';
import { launchOf, stringsOf, text } from './text.ts';

const COMMIT = '89abcdef0123456789abcdef0123456789abcdef';
const DIGEST = `sha256:${'b'.repeat(64)}`;
const FIRM = ['exact', 'digest', 'commit'];

/** What a registry would answer: a version, a digest, a commit. */
function answer({ ecosystem, pinned }: PackageSpec): string {
  if (ecosystem === 'oci') return DIGEST;
  if (ecosystem === 'git' || ecosystem === 'nix') return COMMIT;
  // Of archives those of a repository take a commit, scripts with a version in the address a version.
  return ecosystem === 'tarball' && !pinned?.('').includes('@') ? COMMIT : '1.2.3';
}

/** Puts the pinned text where the package says, and reads the whole again. */
function pin(
  strings: readonly string[],
  spec: PackageSpec,
): { strings: string[]; launch: Launch | undefined } {
  const nodes = strings.map(text);
  const written = strings.map((value) => value);
  const target = spec.word.text.value;
  const at = strings.indexOf(target);
  const pinned = spec.pinned?.(answer(spec)) ?? '';
  written[at] = target.slice(0, spec.start) + pinned + target.slice(spec.end);
  expect(nodes).toHaveLength(written.length);
  return { strings: written, launch: launchOf(written) };
}

const lines = readFileSync(new URL('cases.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith(' '));

describe('pinning what was read reads as pinned', () => {
  it.each(lines)('%s', (line) => {
    const strings = stringsOf(line);
    const before = launchOf(strings);
    for (const [index, spec] of (before?.packages ?? []).entries()) {
      if (!spec.pinned) continue;
      const { launch, strings: written } = pin(strings, spec);
      const after = launch?.packages[index];
      expect(FIRM, written.join(' ')).toContain(after?.pinning);
      expect(after?.ecosystem).toBe(spec.ecosystem);
      if (spec.ecosystem !== 'tarball') expect(after?.name).toBe(spec.name);
      // Nothing else has changed.
      expect(launch?.packages.length).toBe(before?.packages.length);
      expect(launch?.serverArgs.length).toBe(before?.serverArgs.length);
      expect(launch?.launcher).toBe(before?.launcher);
    }
  });
});

describe('where a package stands and what pins it', () => {
  const cases: readonly (readonly [line: string, spec: string, pinned: string])[] = [
    ['npx -y foo', 'foo', 'foo@1.2.3'],
    ['npx -y @s/foo@latest', '@s/foo@latest', '@s/foo@1.2.3'],
    ['npx --package=foo cmd', 'foo', 'foo@1.2.3'],
    ['npx -p foo@^1 cmd', 'foo@^1', 'foo@1.2.3'],
    ['npx -y alias@npm:@s/foo@1', 'alias@npm:@s/foo@1', 'alias@npm:@s/foo@1.2.3'],
    ['npx·-y·foo@latest·--x', 'foo@latest', 'foo@1.2.3'],
    ["sh -c npx·-y·'foo@latest'·--x", 'foo@latest', 'foo@1.2.3'],
    ['bash -c cd·/x·&&·uvx·foo·--x', 'foo', 'foo@1.2.3'],
    ['npx github:o/r#main', 'github:o/r#main', `github:o/r#${COMMIT}`],
    ['npx foo@github:o/r', 'foo@github:o/r', `foo@github:o/r#${COMMIT}`],
    [
      'npx https://github.com/o/r/archive/refs/heads/main.tar.gz',
      'https://github.com/o/r/archive/refs/heads/main.tar.gz',
      `https://github.com/o/r/archive/${COMMIT}.tar.gz`,
    ],
    ['uvx foo', 'foo', 'foo@1.2.3'],
    ['uvx foo[x]>=1,<2', 'foo[x]>=1,<2', 'foo[x]@1.2.3'],
    ['uvx --from foo[x]>=1 foo', 'foo[x]>=1', 'foo[x]==1.2.3'],
    ['uvx --from=foo@latest foo', 'foo@latest', 'foo==1.2.3'],
    [
      'uvx --from foo>=1·;·python_version>"3" foo',
      'foo>=1 ; python_version>"3"',
      'foo==1.2.3 ; python_version>"3"',
    ],
    [
      'uvx --from git+https://github.com/o/r@main#subdirectory=x c',
      'git+https://github.com/o/r@main#subdirectory=x',
      `git+https://github.com/o/r@${COMMIT}#subdirectory=x`,
    ],
    [
      'uvx --from foo·@·git+https://github.com/o/r foo',
      'foo @ git+https://github.com/o/r',
      `foo @ git+https://github.com/o/r@${COMMIT}`,
    ],
    ['uv run --with foo s.py', 'foo', 'foo==1.2.3'],
    ['uv run --with a==1.0,foo[x] s.py', 'a==1.0', 'a==1.2.3'],
    ['pipx run foo', 'foo', 'foo==1.2.3'],
    ['docker run -i mcp/x', 'mcp/x', `mcp/x@${DIGEST}`],
    ['docker run -i r.io:5000/mcp/x:1.2', 'r.io:5000/mcp/x:1.2', `r.io:5000/mcp/x:1.2@${DIGEST}`],
    ['dnx Foo@2.* --yes', 'Foo@2.*', 'Foo@1.2.3'],
    ['dnx Foo --version 2.* --yes', '2.*', '1.2.3'],
    ['dnx Foo --version=2.* --yes', '2.*', '1.2.3'],
    ['go run github.com/o/r@latest', 'github.com/o/r@latest', 'github.com/o/r@v1.2.3'],
    ['cargo install foo', 'foo', 'foo@1.2.3'],
    ['cargo install foo --version ^1', '^1', '1.2.3'],
    ['nix run nixpkgs#foo', 'nixpkgs#foo', `nixpkgs/${COMMIT}#foo`],
    [
      'nix run github:o/r/main?dir=x#foo',
      'github:o/r/main?dir=x#foo',
      `github:o/r/${COMMIT}?dir=x#foo`,
    ],
    [
      'nix run git+https://x.org/r?ref=main#y',
      'git+https://x.org/r?ref=main#y',
      `git+https://x.org/r?ref=main&rev=${COMMIT}#y`,
    ],
    ['deno run -A npm:@s/foo@1/bin', 'npm:@s/foo@1/bin', 'npm:@s/foo@1.2.3/bin'],
    ['deno run jsr:@s/foo', 'jsr:@s/foo', 'jsr:@s/foo@1.2.3'],
    [
      'deno run https://deno.land/x/foo@v1/mod.ts',
      'https://deno.land/x/foo@v1/mod.ts',
      'https://deno.land/x/foo@1.2.3/mod.ts',
    ],
    ['npx -y supergateway@1.2.3 --stdio npx·-y·foo', 'supergateway@1.2.3', 'supergateway@1.2.3'],
  ];
  it.each(cases)('%s', (line, written, pinned) => {
    const spec = launchOf(stringsOf(line))?.packages[0];
    expect(spec?.word.text.value.slice(spec.start, spec.end)).toBe(written);
    expect(spec?.pinned?.(answer(spec))).toBe(pinned);
  });

  it('names the place of the name', () => {
    for (const [line, name] of [
      ['npx -y alias@npm:@s/foo@1', '@s/foo'],
      ['dnx Foo --version 1.*', 'Foo'],
      ['uvx --from=foo[x]>=1 c', 'foo'],
      ['docker run r.io:5000/mcp/x:1.2', 'r.io:5000/mcp/x'],
      ['deno run npm:@s/foo@1/bin', '@s/foo'],
      ["sh -c npx·'foo@1'", 'foo'],
    ] as const) {
      const named = launchOf(stringsOf(line))?.packages[0]?.named;
      expect(named?.word.text.value.slice(named.start, named.end)).toBe(name);
    }
  });

  it('does not pin what it cannot replace as it stands', () => {
    for (const line of [
      'npx -y foo@${VERSION}',
      'npx -y ${PACKAGE}',
      'npx -y <package>',
      'docker run mcp/x:${TAG}',
      'npx -y https://example.com/foo.tgz',
      // The version is half inside of the quotes.
      'sh -c npx·"foo"@1',
      String.raw`sh -c npx·foo\@1`,
      'cargo install --git https://github.com/o/r --tag v1',
    ]) {
      const [spec] = launchOf(stringsOf(line))?.packages ?? [];
      expect(spec, line).toBeDefined();
      expect(spec?.pinned, line).toBeUndefined();
    }
  });

  it('pins the packages of a proxy and of what it starts, each in its place', () => {
    const strings = ['npx', '-y', 'supergateway', '--stdio', 'uvx --from "foo[x]" foo'];
    const [command, ...args] = strings.map(text);
    const launch = command && parseLaunch(wordsOf(command, args));
    expect(
      launch?.packages.map(({ word, start, end }) => word.text.value.slice(start, end)),
    ).toEqual(['supergateway', 'foo[x]']);
    expect(launch?.packages.map(({ pinned }) => pinned?.('1.2.3'))).toEqual([
      'supergateway@1.2.3',
      'foo[x]==1.2.3',
    ]);
  });
});
