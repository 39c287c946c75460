import type { Command } from 'commander';
import { SHELLS } from '../completion/shells.ts';
import { viewOf } from '../completion/tree.ts';
import type { Io } from '../io.ts';

export function addCompletion(program: Command, io: Io): void {
  const command = program.command('completion');
  command
    .description('Print a script that completes commands and options in your shell.')
    .addArgument(
      command.createArgument('<shell>', 'source its output').choices(Object.keys(SHELLS)),
    )
    .action((shell: keyof typeof SHELLS) => io.out(SHELLS[shell](viewOf(program))));
}
