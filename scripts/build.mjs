// Bundles what ships into dist/. `--production` minifies; `--watch` rebuilds on every change.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { context } from 'esbuild';
import { ascii } from './ascii.mjs';
import { clientEntry, sharedClient } from './client-bundle.mjs';
import { lazyBundles } from './lazy-bundles.mjs';
import { writeNotices } from './notices.mjs';
import { writePages } from './pages.mjs';
import { registryBundle } from './registry-bundle.mjs';
import { writeSchemas } from './schemas.mjs';
import { engineEntry, lateFormats, sharedEngine } from './server-bundle.mjs';
import { protocolEntry, sharedProtocol } from './shared-bundle.mjs';
import { root } from './steps.mjs';
import { withoutSources } from './without-sources.mjs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

const external = ['vscode', ...lazyBundles];

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // `import()` of a bundle has Node read it once more, for the names that it exports; `require` does not.
  supported: { 'dynamic-import': false },
  // jsonc-parser's UMD build, the default, breaks when it is bundled.
  mainFields: ['module', 'main'],
  external,
  define: { 'process.env.MCP_CHECKLIST_VERSION': JSON.stringify(version) },
  legalComments: 'none',
  minify: production,
  sourcemap: production ? false : 'linked',
  metafile: true,
  logLevel: 'warning',
};

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  {
    stdin: protocolEntry(root),
    outfile: 'dist/protocol.cjs',
  },
  {
    stdin: clientEntry(),
    outfile: 'dist/client.cjs',
    plugins: [sharedProtocol],
  },
  {
    entryPoints: ['client/commands/index.ts'],
    outfile: 'dist/client-commands.cjs',
    plugins: [sharedClient],
  },
  {
    stdin: engineEntry(),
    outfile: 'dist/engine.cjs',
    plugins: [withoutSources, lateFormats],
  },
  {
    entryPoints: ['server/lsp/serve.ts'],
    outfile: 'dist/server.cjs',
    plugins: [sharedProtocol, sharedEngine],
  },
  {
    entryPoints: ['rules/document/formats/index.ts'],
    outfile: 'dist/formats.cjs',
    plugins: [sharedEngine],
    // Node's own build of it is one that cannot be shaken.
    alias: { yaml: path.join(root, 'node_modules/yaml/browser/index.js') },
  },
  {
    entryPoints: ['server/cli/program.ts'],
    outfile: 'dist/commands.cjs',
    plugins: [sharedEngine],
  },
  {
    entryPoints: ['server/cli/main.ts'],
    outfile: 'dist/cli.cjs',
    define: { ...common.define, 'import.meta.dirname': '__dirname' },
    banner: { js: '#!/usr/bin/env node' },
  },
  {
    // Reading source takes grammars that nobody needs who has no server project.
    entryPoints: ['server/project/bundle.ts'],
    outfile: 'dist/project.cjs',
    alias: {
      yaml: path.join(root, 'node_modules/yaml/browser/index.js'),
      // Its other build asks for the address of the module, which a bundle does not have.
      tinyglobby: path.join(root, 'node_modules/tinyglobby/dist/index.cjs'),
    },
  },
  {
    entryPoints: ['server/registry/main.ts'],
    outfile: 'dist/registry.cjs',
    ...registryBundle,
    external: [...external, ...registryBundle.external],
  },
  {
    entryPoints: ['server/probe/main.ts'],
    outfile: 'dist/probe.cjs',
    plugins: [sharedEngine],
    // A probe does not check what tools put out against their schemas: the SDK's validator is 150 KB.
    alias: {
      '@modelcontextprotocol/client/_shims': path.join(
        root,
        'server/probe/session/no-validator.ts',
      ),
    },
  },
  // Programs of their own: one goes into Node's processes, one cleans up when we are gone.
  { entryPoints: ['server/probe/provider/hook.ts'], outfile: 'dist/probe-hook.cjs' },
  { entryPoints: ['server/probe/session/guard.ts'], outfile: 'dist/probe-guard.cjs' },
];

/** @type {string[]} */
const inputs = [];
writeSchemas();
writePages();
for (const options of bundles) {
  const plugins = [...(options.plugins ?? []), ascii];
  const bundle = await context({ ...common, ...options, plugins });
  if (watch) {
    await bundle.watch();
  } else {
    // esbuild has printed what is wrong; a stack trace of ours would only hide it.
    const result = await bundle.rebuild().catch(() => {
      process.exitCode = 1;
    });
    inputs.push(...Object.keys(result?.metafile?.inputs ?? {}));
    await bundle.dispose();
  }
}

if (!watch) writeNotices(inputs, path.join(root, 'dist/ThirdPartyNotices.txt'));
