import { parentPort, workerData } from 'node:worker_threads';
import { serveParent } from './worker.ts';
import { WORKER } from './worker-messages.ts';

export { openFolder, ruleMetas } from './main.ts';

// The same bundle is loaded by the command line, and started as a thread by the language server.
if (workerData === WORKER && parentPort) serveParent(parentPort);
