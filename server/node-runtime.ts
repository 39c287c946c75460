import { fileURLToPath, pathToFileURL } from 'node:url';
import { analyze } from '../rules/index.ts';
import { lazyVersions } from './lazy-versions.ts';
import type { Runtime } from './runtime.ts';
import { findConfigs } from './workspace/find.ts';
import { readText } from './workspace/read-text.ts';

/** This machine, as Node shows it. */
export const nodeRuntime: Runtime = {
  analyze,
  versions: lazyVersions,
  now: () => Date.now(),
  later(task, milliseconds) {
    const timer = setTimeout(task, milliseconds);
    return () => clearTimeout(timer);
  },
  pathOf(uri) {
    if (!uri.startsWith('file:')) return undefined;
    try {
      return fileURLToPath(uri);
    } catch {
      return undefined;
    }
  },
  uriOf: (path) => pathToFileURL(path).href,
  async readText(path) {
    const read = await readText(path);
    return read.ok ? read.text : undefined;
  },
  findConfigs,
};
