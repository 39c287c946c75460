// Runs TypeScript of the project in this process. Node takes types out by itself, but jsonc-parser's default build
// is one that it cannot import names from.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { lazyBundles } from './lazy-bundles.mjs';
import { root } from './steps.mjs';

/**
 * @param {string} file relative to the project
 * @returns {Promise<any>} its exports
 */
export async function importBundled(file) {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'mcp-checklist-bundle-'));
  const outfile = path.join(scratch, 'bundle.cjs');
  try {
    await build({
      absWorkingDir: root,
      entryPoints: [file],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      mainFields: ['module', 'main'],
      // Loaded when a version is asked for, which nothing here does.
      external: lazyBundles,
      logLevel: 'warning',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    // At once: whoever is ended by a signal never hears of its exit.
    rmSync(scratch, { recursive: true, force: true });
  }
}
