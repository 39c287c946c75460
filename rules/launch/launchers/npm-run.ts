import { type FlagTable, readFlags, readScattered, valuesOf } from '../flags.ts';
import type { Flag, PackageSpec, Word } from '../launch.ts';
import { npmSpec } from '../packages/npm-spec.ts';
import { partOf } from '../word.ts';
import type { Reading } from './launcher.ts';

/** Where the flags of a launcher end. */
export type FlagsEnd =
  /** At the package: later flags belong to the server. */
  | 'package'
  /** At a `--`, wherever the package stands. */
  | 'separator';

/**
 * What npx, npm exec, pnpm dlx, yarn dlx and bunx have in common: a package, or with `--package` packages and a
 * command, or with `--call` packages and a string for a shell.
 */
export function readNpmRun(
  outer: readonly Flag[],
  words: readonly Word[],
  table: FlagTable,
  flagsEnd: FlagsEnd = 'package',
): Reading {
  const { flags: own, rest } = split(words, table, flagsEnd);
  const flags = outer.length === 0 ? own : [...outer, ...own];
  const named = valuesOf(flags, '--package').flatMap((part) => npmSpec(part) ?? []);
  const call = valuesOf(flags, '--call')[0];
  if (call) {
    return {
      flags,
      packages: named,
      server: named[0],
      starts: { kind: 'script', script: call, dialect: 'posix' },
    };
  }
  if (flags.some(({ name }) => name === '--package')) {
    const shell = flags.some(({ name }) => name === '--shell-mode');
    const [first] = rest;
    return {
      flags,
      packages: named,
      server: named[0],
      starts:
        shell && first
          ? { kind: 'script', script: partOf(first), dialect: 'posix' }
          : { kind: 'command', words: rest },
    };
  }
  const [first] = rest;
  const args = rest.slice(1);
  const server = first && npmSpec(partOf(first));
  if (!server) return { flags, packages: [], starts: { kind: 'command', words: rest } };
  return {
    flags,
    packages: [server],
    server,
    starts: { kind: 'package', name: packageName(server), args },
  };
}

function split(words: readonly Word[], table: FlagTable, flagsEnd: FlagsEnd) {
  if (flagsEnd === 'package') {
    const { flags, next } = readFlags(words, table);
    return { flags, rest: words.slice(next) };
  }
  const { flags, others, rest } = readScattered(words, table);
  return { flags, rest: [...others, ...rest] };
}

/** The name its program is known by: of a repository the last part of its address. */
export function packageName(spec: PackageSpec): string {
  if (spec.ecosystem !== 'git' && spec.ecosystem !== 'tarball') return spec.name;
  return spec.name.replace(/(?:\.git)?\/?$/, '').replace(/^.*[/:]/, '');
}
