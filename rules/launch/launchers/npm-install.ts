import { flagTable, readScattered } from '../flags.ts';
import { npmSpec } from '../packages/npm-spec.ts';
import { partOf } from '../word.ts';
import type { Launcher } from './launcher.ts';
import { npmSwitches, npmValues } from './npm-flags.ts';

const table = flagTable(npmValues, npmSwitches);

/** Installs in front of a start: `npm install -g x && x`. */
export const npmInstall: Launcher = {
  id: 'npm-install',
  names: [
    'npm install',
    'npm i',
    'npm add',
    'pnpm add',
    'pnpm install',
    'pnpm i',
    'yarn add',
    'yarn global add',
    'bun add',
    'bun install',
    'bun i',
  ],
  outer: table,
  registries: ['--registry'],
  sources: ['https://docs.npmjs.com/cli/commands/npm-install'],
  read({ flags: outer, words }) {
    const { flags: own, others, rest } = readScattered(words, table);
    const packages = [...others, ...rest].flatMap((word) => npmSpec(partOf(word)) ?? []);
    return { flags: [...outer, ...own], packages, starts: { kind: 'nothing', args: [] } };
  },
};
