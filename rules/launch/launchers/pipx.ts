import { flagTable, readFlags, valuesOf } from '../flags.ts';
import { pypiSpec } from '../packages/pypi-spec.ts';
import { partOf } from '../word.ts';
import type { Launcher } from './launcher.ts';
import { packageName } from './npm-run.ts';

const table = flagTable([
  '--spec',
  '--with',
  '--python',
  '--pip-args',
  '-i --index-url',
  '--backend',
]);

export const pipx: Launcher = {
  id: 'pipx',
  names: ['pipx run'],
  outer: flagTable([]),
  registries: ['--index-url'],
  sources: ['https://pipx.pypa.io/stable/'],
  read({ flags: outer, words }) {
    const { flags: own, next } = readFlags(words, table);
    const flags = [...outer, ...own];
    const rest = words.slice(next);
    const [first, ...args] = rest;
    const spec = valuesOf(flags, '--spec').at(-1);
    const extra = valuesOf(flags, '--with').flatMap((part) => pypiSpec(part, '==') ?? []);
    const server = spec ? pypiSpec(spec, '==') : first && pypiSpec(partOf(first), '==');
    if (!server) return { flags, packages: extra, starts: { kind: 'command', words: rest } };
    const packages = [server, ...extra];
    return spec
      ? { flags, packages, server, starts: { kind: 'command', words: rest } }
      : { flags, packages, server, starts: { kind: 'package', name: packageName(server), args } };
  },
};
