import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeRuntime } from './node-runtime.ts';
import { startServer } from './server.ts';

/** Serves the editor at the other end of standard input and output. */
export function serveStdio(): void {
  // Standard output belongs to the protocol; a stray word there would end it.
  console.log = console.info = console.debug = console.error;
  startServer(createConnection(ProposedFeatures.all, process.stdin, process.stdout), nodeRuntime);
}
