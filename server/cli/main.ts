import { keepCompiled, requireBundle } from './bundles.ts';
import { endIfWritten, endOnBrokenOutput, processIo } from './io.ts';
import { expectShortRun } from './short-run.ts';

/** What editors say when they start a server; whatever else is said is for the command line to judge. */
const SERVER_FLAG = /^--(?:stdio|node-ipc|clientProcessId=\d+)$/;
/** When a server has started and answered; before, writing would be in its way. */
const SETTLED_MS = 10_000;

const [command, ...flags] = process.argv.slice(2);

if (command === 'lsp') endOnBrokenOutput();
// An editor waits for its server: nothing of the other commands is loaded for it.
if (command === 'lsp' && flags.every((flag) => SERVER_FLAG.test(flag))) {
  const { serve } = requireBundle('server.cjs', 'lsp') as typeof import('../lsp/serve.ts');
  const asByItself = serve(flags.includes('--node-ipc') ? 'node-ipc' : 'stdio');
  const keep = (): void => asByItself(keepCompiled);
  setTimeout(keep, SETTLED_MS).unref();
  process.once('exit', keep);
} else {
  const use = command === 'check' ? 'check' : 'other';
  expectShortRun();
  const { runProgram } = requireBundle('commands.cjs', use) as typeof import('./program.ts');
  const done = runProgram(process.argv, processIo);
  // Of other commands some are not over when they return, such as one that serves an editor.
  if (use === 'check') void done.then(endIfWritten);
  process.once('exit', () => {
    // V8 takes for another program's what was made with other flags than it runs with.
    expectShortRun();
    keepCompiled();
  });
}
