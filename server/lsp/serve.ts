import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { describe } from '../runtime/describe.ts';
import { nodeRuntime } from '../runtime/node-runtime.ts';
import { asByItself, expectLittle } from '../runtime/small-heap.ts';
import { startServer } from './server.ts';

/**
 * Serves the editor at the other end of standard input and output, or of Node's channel to a parent process.
 *
 * @returns what keeps compiled code has to be done in this: the next start takes it before it tells V8 anything
 */
export function serve(transport: 'stdio' | 'node-ipc'): typeof asByItself {
  expectLittle();
  // Standard output belongs to the protocol; a stray word there would end it.
  console.log = console.info = console.debug = console.error;
  const connection =
    transport === 'node-ipc'
      ? // `--node-ipc` on the command line says how to talk.
        createConnection(ProposedFeatures.all)
      : createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  // The last resort: an oversight of ours must not take the editor's diagnostics away. The connection may be what
  // failed, so it is said where editors collect what a server has to say besides.
  process.on('unhandledRejection', (reason) => {
    process.stderr.write(
      `MCP Checklist: something failed in the background: ${describe(reason)}\n`,
    );
  });
  startServer(connection, nodeRuntime);
  return asByItself;
}
