import type { MessagePort } from 'node:worker_threads';
import { flatTreeOf } from '../../rules/source/read.ts';
import type { ToParse, Trees } from './worker-messages.ts';

/** Parses what is sent, one batch after the other. */
export function serveReader(port: Pick<MessagePort, 'on' | 'postMessage'>): void {
  port.on('message', (files: ToParse) => {
    const trees: Trees = files.map(({ path, text }) => flatTreeOf(path, text));
    const buffers = trees.flatMap((it) => (it ? [it.parts.buffer, it.rows.buffer] : []));
    port.postMessage(trees, buffers);
  });
}
