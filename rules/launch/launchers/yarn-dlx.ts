import { flagTable } from '../flags.ts';
import type { Launcher } from './launcher.ts';
import { readNpmRun } from './npm-run.ts';

const table = flagTable(['-p --package', '--cwd'], ['-q --quiet']);

export const yarnDlx: Launcher = {
  id: 'yarn-dlx',
  names: ['yarn dlx', 'yarnpkg dlx'],
  outer: table,
  sources: ['https://yarnpkg.com/cli/dlx'],
  read: ({ flags, words }) => readNpmRun(flags, words, table),
};
