import { flagTable } from '../flags.ts';
import type { Launcher } from './launcher.ts';
import { readNpmRun } from './npm-run.ts';

const table = flagTable(
  [
    '--package',
    '-C --dir',
    '--filter',
    '-F --filter',
    '--registry',
    '--reporter',
    '--loglevel',
    '--allow-build',
    '--store-dir',
    '--config',
    '--cpu',
    '--os',
    '--libc',
    '--use-node-version',
  ],
  ['-c --shell-mode', '-s --silent', '-w --workspace-root', '-r --recursive', '-y --yes'],
);

export const pnpmDlx: Launcher = {
  id: 'pnpm-dlx',
  names: ['pnpm dlx', 'pnpx', 'pnx'],
  outer: table,
  registries: ['--registry'],
  sources: ['https://pnpm.io/cli/dlx', 'pnpm/pnpm.io:docs/cli/pnx.md'],
  read: ({ flags, words }) => readNpmRun(flags, words, table),
};
