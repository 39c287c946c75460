import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeRuntime } from './node-runtime.ts';
import { startServer } from './server.ts';

// `--node-ipc`, `--stdio`, `--socket=` or `--pipe=` on the command line says how to talk.
startServer(createConnection(ProposedFeatures.all), nodeRuntime);
