// Loaded in front of a server that is measured: asked by a signal, writes down how much of its memory is in use, once what
// is not has been thrown away. What the system counts as resident is mostly room that V8 keeps for later.
const { writeFileSync } = require('node:fs');

// What a buffer holds outside of the heap is let go of by the collection after the one that finds it.
process.on('SIGUSR2', () => {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  writeFileSync(process.env.LIVE_FILE ?? '', String((heapUsed + external) / 2 ** 20));
});
