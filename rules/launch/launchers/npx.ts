import { flagTable } from '../flags.ts';
import type { Launcher } from './launcher.ts';
import { npmSwitches, npmValues } from './npm-flags.ts';
import { readNpmRun } from './npm-run.ts';

/** `-p` means a package here, and a flag npx does not know takes the next word with it. */
const table = flagTable(
  [...npmValues, '-p --package', '-n --node-arg', '--npm'],
  npmSwitches,
  'takes-value',
);

export const npx: Launcher = {
  id: 'npx',
  names: ['npx'],
  registries: ['--registry'],
  sources: ['https://docs.npmjs.com/cli/commands/npx', 'npm/cli:bin/npx-cli.js'],
  read: ({ words }) => readNpmRun([], words, table),
};
