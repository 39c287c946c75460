import { flagTable, readFlags } from '../flags.ts';
import { archiveSpec } from '../packages/archive-spec.ts';
import { partOf } from '../word.ts';
import type { Launcher } from './launcher.ts';
import { uvGlobals, uvRegistries, uvSwitches, uvValues, withPackages } from './uv-flags.ts';

const table = flagTable(
  [
    ...uvValues.filter((entry) => entry !== '--from'),
    '--extra',
    '--no-extra',
    '--group',
    '--no-group',
    '--only-group',
    '--package',
  ],
  [
    ...uvSwitches,
    '-m --module',
    '-s --script',
    '--gui-script',
    '--frozen',
    '--locked',
    '--no-project',
    '--no-sync',
  ],
);

/** Starts a program of a project or a script: only `--with` fetches by name, and a script by its address. */
export const uvRun: Launcher = {
  id: 'uv-run',
  names: ['uv run'],
  outer: flagTable(uvGlobals, uvSwitches),
  registries: uvRegistries,
  sources: ['https://docs.astral.sh/uv/concepts/projects/run/'],
  read({ flags: outer, words }) {
    const { flags: own, next } = readFlags(words, table);
    const flags = [...outer, ...own];
    const rest = words.slice(next);
    const [first, ...args] = rest;
    const extra = withPackages(flags);
    if (first && /^https?:\/\//i.test(first.value)) {
      const server = archiveSpec(partOf(first));
      return { flags, packages: [server, ...extra], server, starts: { kind: 'nothing', args } };
    }
    return { flags, packages: extra, starts: { kind: 'command', words: rest } };
  },
};
