import { keepCompiled, requireBundle } from './bundles.ts';
import { endOnBrokenOutput, processIo } from './io.ts';

/** What editors say when they start a server; whatever else is said is for the command line to judge. */
const SERVER_FLAG = /^--(?:stdio|node-ipc|clientProcessId=\d+)$/;
/** When a server has started and answered; before, writing would be in its way. */
const SETTLED_MS = 10_000;

const [command, ...flags] = process.argv.slice(2);

endOnBrokenOutput();
process.once('exit', keepCompiled);
// An editor waits for its server: nothing of the other commands is loaded for it.
if (command === 'lsp' && flags.every((flag) => SERVER_FLAG.test(flag))) {
  const { modules } = requireBundle('server.cjs') as ServerBundle;
  modules['server/lsp/serve.ts'].serve(flags.includes('--node-ipc') ? 'node-ipc' : 'stdio');
  setTimeout(keepCompiled, SETTLED_MS).unref();
} else {
  const { runProgram } = requireBundle('commands.cjs') as typeof import('./program.ts');
  void runProgram(process.argv, processIo);
}

/** See scripts/server-bundle.mjs. */
interface ServerBundle {
  readonly modules: { readonly 'server/lsp/serve.ts': typeof import('../lsp/serve.ts') };
}
