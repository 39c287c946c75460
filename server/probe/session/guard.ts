// Stays behind when whoever started it is gone, whatever ended it: then it ends what a probe has started and removes
// its folder. Told so on its standard input, which ends when its parent does. A program of its own: `dist/probe-guard.cjs`.

import { rm } from 'node:fs/promises';
import { sweep } from './sweep.ts';

const [mark = '', root = ''] = process.argv.slice(2);

let dismissed = false;
process.stdin.on('data', (chunk) => {
  if (String(chunk).includes('done')) dismissed = true;
});
process.stdin.on('error', () => undefined);
process.stdin.on('close', () => void end());
// Whoever ends the terminal's group does not mean the one that cleans up.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

async function end(): Promise<void> {
  if (dismissed) process.exit();
  // What is ended may start something while it goes.
  for (let round = 0; round < 20; round++) {
    const left = await sweep({ mark, root });
    if (left === 0 && round > 1) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await rm(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  process.exit();
}
