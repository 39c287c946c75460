import { parentPort, workerData } from 'node:worker_threads';
import { serveReader } from './parser-thread.ts';
import { serveParent } from './worker.ts';
import { PARSER, WORKER } from './worker-messages.ts';

export { openFolder, ruleMetas } from './main.ts';

// The same bundle is loaded by the command line, started as a thread by the language server, and by either as one that
// parses for it.
if (workerData === WORKER && parentPort) serveParent(parentPort);
if (workerData === PARSER && parentPort) serveReader(parentPort);
