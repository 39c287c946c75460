import { flagTable } from '../flags.ts';
import type { Launcher } from './launcher.ts';
import { readNpmRun } from './npm-run.ts';

const table = flagTable(
  ['-p --package', '-c --config', '--cwd', '--registry'],
  ['--bun', '--verbose', '--silent', '--no-install', '-y --yes'],
);

export const bunx: Launcher = {
  id: 'bunx',
  names: ['bunx', 'bun x'],
  outer: table,
  registries: ['--registry'],
  sources: ['https://bun.sh/docs/pm/bunx'],
  read: ({ flags, words }) => readNpmRun(flags, words, table),
};
