import os from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{rules,server,cli,corpus,editors,fuzz,scripts}/**/*.test.ts'],
    globalSetup: 'test/global-setup.ts',
    setupFiles: 'test/setup.ts',
    // Many tests wait for a program that they have started: a core for each file would mostly idle.
    maxWorkers: os.availableParallelism() + 1,
    // The command line is tested on the built bundle, and starting Node takes its time.
    testTimeout: 20_000,
  },
});
