// Bundles what ships into dist/. `--production` minifies; `--watch` rebuilds on every change.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { context } from 'esbuild';
import { registryBundle } from './registry-bundle.mjs';
import { writeSchemas } from './schemas.mjs';
import { root } from './steps.mjs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** The registry lookup is large and rarely wanted: the others load it when somebody asks for it. */
const external = ['vscode', './registry.cjs'];

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // jsonc-parser's UMD build, the default, breaks when it is bundled.
  mainFields: ['module', 'main'],
  external,
  define: { 'process.env.MCP_CHECKLIST_VERSION': JSON.stringify(version) },
  legalComments: 'none',
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
};

/** @type {{ from: string, to: string, options?: import('esbuild').BuildOptions }[]} */
const bundles = [
  { from: 'client/extension.ts', to: 'dist/client.cjs' },
  {
    from: 'server/cli/main.ts',
    to: 'dist/cli.cjs',
    options: { banner: { js: '#!/usr/bin/env node' } },
  },
  {
    from: 'server/registry/main.ts',
    to: 'dist/registry.cjs',
    options: { ...registryBundle, external: [...external, ...registryBundle.external] },
  },
];

writeSchemas();
for (const { from, to, options } of bundles) {
  const bundle = await context({ ...common, ...options, entryPoints: [from], outfile: to });
  if (watch) {
    await bundle.watch();
  } else {
    // esbuild has printed what is wrong; a stack trace of ours would only hide it.
    await bundle.rebuild().catch(() => {
      process.exitCode = 1;
    });
    await bundle.dispose();
  }
}
