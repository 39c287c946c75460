import { Command, CommanderError, Option } from 'commander';
import { safe } from '../../rules/secrets/safe.ts';
import { version } from '../machine/version.ts';
import { describe } from '../runtime/describe.ts';
import { addAsk } from './commands/ask.ts';
import { addAttest } from './commands/attest.ts';
import { addBaseline } from './commands/baseline.ts';
import { addCheck } from './commands/check.ts';
import { addChecklist } from './commands/checklist.ts';
import { addCompletion } from './commands/completion.ts';
import { addDraft } from './commands/draft.ts';
import { addExplain } from './commands/explain.ts';
import { addFix } from './commands/fix.ts';
import { addInit } from './commands/init.ts';
import { addLsp } from './commands/lsp.ts';
import { addMerge } from './commands/merge.ts';
import { addProbe } from './commands/probe.ts';
import { addRotate } from './commands/rotate.ts';
import { addRules } from './commands/rules.ts';
import { addSummary } from './commands/summary.ts';
import { addSwitch } from './commands/switch.ts';
import { ExitCode, type Io, UsageError } from './io.ts';

/** The command line: every command, its help, and an exit code whatever happens. */
export async function runProgram(argv: readonly string[], given: Io): Promise<void> {
  const io: Io & { colours: boolean } = { ...given };
  const program = makeProgram(io);
  program.hook('preAction', () => {
    const { color } = program.opts<{ color: 'auto' | 'always' | 'never' }>();
    if (color !== 'auto') io.colours = color === 'always';
  });
  try {
    // Alone it says how this folder stands.
    await program.parseAsync(argv.length > 2 ? argv : [...argv, 'summary']);
  } catch (error) {
    if (error instanceof CommanderError) {
      io.exitWith(error.exitCode === 0 ? ExitCode.clean : ExitCode.usage);
      return;
    }
    if (error instanceof UsageError) {
      io.err(`mcp-checklist: ${safe.text(error.message)}\n`);
      io.exitWith(ExitCode.usage);
      return;
    }
    io.err(`mcp-checklist: internal error: ${describe(error)}\n`);
    io.exitWith(ExitCode.internal);
  }
}

/** Every command with its options: help, completion and the page about them are derived from it. */
export function makeProgram(io: Io): Command {
  const program = new Command('mcp-checklist')
    .description('Checks MCP configs for secrets, unencrypted transport and unpinned packages.')
    .version(version)
    .addOption(
      new Option('--color <when>', 'whether to print in colours')
        .choices(['auto', 'always', 'never'])
        .default('auto'),
    )
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.out(text),
      // It repeats what was typed.
      writeErr: (text) => io.err(safe.lines(text)),
    })
    .showHelpAfterError('(--help shows what there is)');
  addCheck(program, io);
  addChecklist(program, io);
  addAttest(program, io);
  addFix(program, io);
  addBaseline(program, io);
  addDraft(program, io);
  addExplain(program, io);
  addMerge(program, io);
  addProbe(program, io);
  addAsk(program, io);
  addRotate(program, io);
  addRules(program, io);
  addSwitch(program, io);
  addLsp(program);
  addInit(program, io);
  addCompletion(program, io);
  addSummary(program, io);
  return program;
}
