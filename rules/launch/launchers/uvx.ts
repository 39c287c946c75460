import { flagTable, readFlags, valuesOf } from '../flags.ts';
import { pypiSpec } from '../packages/pypi-spec.ts';
import { partOf } from '../word.ts';
import type { Launcher } from './launcher.ts';
import { packageName } from './npm-run.ts';
import { uvGlobals, uvRegistries, uvSwitches, uvValues, withPackages } from './uv-flags.ts';

const table = flagTable(uvValues, uvSwitches);

export const uvx: Launcher = {
  id: 'uvx',
  names: ['uvx', 'uv tool run'],
  outer: flagTable(uvGlobals, uvSwitches),
  registries: uvRegistries,
  sources: [
    'https://docs.astral.sh/uv/guides/tools/',
    'astral-sh/uv:crates/uv/src/commands/tool/mod.rs',
  ],
  read({ flags: outer, words }) {
    const { flags: own, next } = readFlags(words, table);
    const flags = outer.length === 0 ? own : [...outer, ...own];
    const rest = words.slice(next);
    const [first] = rest;
    const args = rest.slice(1);
    const from = valuesOf(flags, '--from').at(-1);
    const extra = withPackages(flags);
    if (from) {
      const server = pypiSpec(from, '==');
      const packages = server ? [server, ...extra] : extra;
      return { flags, packages, server, starts: { kind: 'command', words: rest } };
    }
    // `uvx python` is the interpreter, with what `--with` adds.
    const server =
      first && !/^python[\d.]*(?:@|$)/i.test(first.value)
        ? pypiSpec(partOf(first), '@')
        : undefined;
    if (!server) return { flags, packages: extra, starts: { kind: 'command', words: rest } };
    return {
      flags,
      packages: [server, ...extra],
      server,
      starts: { kind: 'package', name: packageName(server), args },
    };
  },
};
