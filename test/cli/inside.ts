import type { Io } from '../../server/cli/io.ts';
import { runProgram } from '../../server/cli/program.ts';
import type { Run } from './run.ts';

/**
 * Runs the command line in this process, from its source: a matrix of runs takes seconds that way. Whoever imports it
 * puts the reader of projects in place of its bundle, which is not beside the source:
 * `vi.mock('../../server/runtime/lazy-projects.ts', async () => ({ lazyProjects: await import('../../server/project/main.ts') }))`.
 */
export async function inside(
  args: readonly string[],
  { cwd = process.cwd() }: { readonly cwd?: string } = {},
): Promise<Run> {
  const run = { code: 0, out: '', err: '' };
  const io: Io = {
    out(text) {
      run.out += text;
    },
    err(text) {
      run.err += text;
    },
    progress: () => undefined,
    input: async () => Buffer.alloc(0),
    ask: async () => undefined,
    secret: async () => '',
    colours: false,
    exitWith: (code) => {
      run.code = code;
    },
  };
  const before = process.cwd();
  process.chdir(cwd);
  try {
    await runProgram(['node', 'mcp-checklist', ...args], io);
  } finally {
    process.chdir(before);
  }
  return run;
}
