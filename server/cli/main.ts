import { endOnBrokenOutput, processIo } from './io.ts';

/** What editors say when they start a server; whatever else is said is for the command line to judge. */
const SERVER_FLAG = /^--(?:stdio|node-ipc|clientProcessId=\d+)$/;

const [command, ...flags] = process.argv.slice(2);

endOnBrokenOutput();
// An editor waits for its server: nothing of the other commands is loaded for it.
if (command === 'lsp' && flags.every((flag) => SERVER_FLAG.test(flag))) {
  const transport = flags.includes('--node-ipc') ? 'node-ipc' : 'stdio';
  void import('../lsp/serve.ts').then(({ serve }) => serve(transport));
} else {
  void import('./program.ts').then(({ runProgram }) => runProgram(process.argv, processIo));
}
