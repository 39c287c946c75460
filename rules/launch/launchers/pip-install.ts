import { flagTable, readScattered } from '../flags.ts';
import { pypiSpec } from '../packages/pypi-spec.ts';
import { partOf } from '../word.ts';
import type { Launcher } from './launcher.ts';
import { uvRegistries, uvSwitches, uvValues, withPackages } from './uv-flags.ts';

const table = flagTable(
  [
    ...uvValues.filter((entry) => !/^-[CPcfiwbp] /.test(entry)),
    '-r --requirement',
    '-e --editable',
    '-c --constraint',
    '-i --index-url',
    '-f --find-links',
    '-t --target',
    '-p --python',
    '-w --with',
    '--prefix',
    '--root',
    '--src',
    '--platform',
    '--python-version',
    '--implementation',
    '--abi',
    '--only-binary',
    '--no-binary',
    '--progress-bar',
    '--proxy',
    '--timeout',
    '--retries',
    '--cert',
    '--client-cert',
    '--log',
    '--report',
    '--pip-args',
    '--suffix',
    '--extra',
    '--group',
    '--preinstall',
    '--spec',
  ],
  [...uvSwitches, '-U --upgrade', '--user', '--system'],
);

/** Installs in front of a start: `pip install x && python -m x`. */
export const pipInstall: Launcher = {
  id: 'pip-install',
  names: ['pip install', 'uv pip install', 'uv tool install', 'pipx install', 'uv add'],
  outer: flagTable(uvValues.filter((entry) => !entry.startsWith('-f '))),
  registries: uvRegistries,
  sources: ['https://pip.pypa.io/en/stable/cli/pip_install/', 'https://docs.astral.sh/uv/pip/'],
  read({ flags: outer, words }) {
    const { flags: own, others, rest } = readScattered(words, table);
    const flags = [...outer, ...own];
    const named = [...others, ...rest].flatMap((word) => pypiSpec(partOf(word), '==') ?? []);
    return {
      flags,
      packages: [...named, ...withPackages(flags)],
      starts: { kind: 'nothing', args: [] },
    };
  },
};
