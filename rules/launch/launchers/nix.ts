import { flagTable, readFlags } from '../flags.ts';
import { flakeSpec } from '../packages/nix-spec.ts';
import { partOf } from '../word.ts';
import type { Launcher } from './launcher.ts';

const values: readonly string[] = [
  '-I --include',
  '-f --file',
  '--expr',
  '--eval-store',
  '--inputs-from',
  '--output-lock-file',
  '--reference-lock-file',
  '--update-input',
  '--profile',
  '--system',
  '--store',
  '--log-format',
  '-j --max-jobs',
  '--cores',
  '--experimental-features',
  '--extra-experimental-features',
  '-k --keep-env-var',
  '-u --unset-env-var',
];
const table = flagTable(
  values,
  ['-L --print-build-logs', '-v --verbose', '-i --ignore-env'],
  'stands-alone',
  ['--override-input', '--override-flake', '--option', '--arg', '--argstr'],
);

export const nixRun: Launcher = {
  id: 'nix-run',
  names: ['nix run'],
  outer: table,
  sources: [
    'https://nix.dev/manual/nix/stable/command-ref/new-cli/nix3-run',
    'https://nix.dev/manual/nix/stable/command-ref/new-cli/nix3-flake',
  ],
  read({ flags: outer, words }) {
    const before = readFlags(words, table);
    const installable = before.separated ? undefined : words[before.next];
    const server = installable && flakeSpec(partOf(installable));
    const after = installable ? readFlags(words, table, before.next + 1) : before;
    const flags = [...outer, ...before.flags, ...(installable ? after.flags : [])];
    const args = words.slice(after.next);
    return { flags, packages: server ? [server] : [], server, starts: { kind: 'nothing', args } };
  },
};

/** An environment of packages, and a command in it. */
export const nixShell: Launcher = {
  id: 'nix-shell',
  names: ['nix shell', 'nix develop', 'nix env shell'],
  outer: table,
  sources: ['https://nix.dev/manual/nix/stable/command-ref/new-cli/nix3-env-shell'],
  read({ flags: outer, words }) {
    const command = words.findIndex(({ value }) => value === '-c' || value === '--command');
    const own = command < 0 ? words : words.slice(0, command);
    const flags = [...outer];
    const packages = [];
    for (let next = 0; next < own.length; next += 1) {
      const read = readFlags(own, table, next);
      flags.push(...read.flags);
      next = read.next;
      const word = own[next];
      const spec = word && flakeSpec(partOf(word));
      if (spec) packages.push(spec);
    }
    const rest = command < 0 ? [] : words.slice(command + 1);
    return { flags, packages, starts: { kind: 'command', words: rest } };
  },
};
