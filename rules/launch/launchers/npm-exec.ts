import { flagTable } from '../flags.ts';
import type { Launcher } from './launcher.ts';
import { npmSwitches, npmValues } from './npm-flags.ts';
import { readNpmRun } from './npm-run.ts';

/** `-p` is `--parseable` here: only npx makes a package of it. */
const table = flagTable(npmValues, [...npmSwitches, '-p --parseable'], 'takes-value');

export const npmExec: Launcher = {
  id: 'npm-exec',
  names: ['npm exec', 'npm x'],
  outer: table,
  registries: ['--registry'],
  sources: ['https://docs.npmjs.com/cli/commands/npm-exec'],
  read: ({ flags, words }) => readNpmRun(flags, words, table, 'separator'),
};
