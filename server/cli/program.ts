import { Command, CommanderError } from 'commander';
import { safe } from '../../rules/secrets/safe.ts';
import { describe } from '../describe.ts';
import { version } from '../version.ts';
import { addAttest } from './attest.ts';
import { addBaseline } from './baseline.ts';
import { addCheck } from './check.ts';
import { addChecklist } from './checklist.ts';
import { addExplain } from './explain.ts';
import { addFix } from './fix.ts';
import { ExitCode, type Io, UsageError } from './io.ts';
import { addLsp } from './lsp.ts';
import { addMerge } from './merge.ts';
import { addRules } from './rules.ts';

/** The command line: every command, its help, and an exit code whatever happens. */
export async function runProgram(argv: readonly string[], io: Io): Promise<void> {
  const program = new Command('mcp-checklist')
    .description('Checks MCP configs for secrets, unencrypted transport and unpinned packages.')
    .version(version)
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
  addExplain(program, io);
  addMerge(program, io);
  addRules(program, io);
  addLsp(program);
  try {
    await program.parseAsync(argv);
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
