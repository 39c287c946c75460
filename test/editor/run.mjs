// Runs the suites inside a real VS Code: with the extension as it is built here, and with the
// packaged one installed. `node test/editor/run.mjs [run …]` runs some of them,
// `source:fixes,secrets` some suites of one.

import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import {
  Failure,
  quiet,
  ranUnderProjectNode,
  root,
  runMain,
  seconds,
  toolEnv,
} from '../../scripts/steps.mjs';
import { cacheDir } from '../../scripts/vscode/cache.mjs';
import { desktopForTests } from '../../scripts/vscode/desktop.mjs';
import { writeSettings } from '../../scripts/vscode/serve.mjs';

/**
 * One start of VS Code. `packaged`: the VSIX is installed instead of the source being loaded.
 * `workspace`: a folder of fixtures of which a copy is opened; none at all without it. `open`: what of it is opened, if
 * not all. `settings`: the person's own. `home`: configs in their home folder.
 * `act`: a person's hands instead of suites.
 * @typedef {{ name: string, suites: string[], act?: () => Promise<{ passed: number, failed: number }>, workspace?: string, open?: string, packaged?: boolean, settings?: Record<string, unknown>, home?: string[] }} Run
 */
const everything = [
  'activation',
  'secrets',
  'moves',
  'fixes',
  'checklist',
  'servers',
  'janee',
  'silence',
  'problems',
  'palette',
  'spoken',
  'notifications',
  'unrelated',
];

/** Loaded from here, it differs from what is packaged by how it is loaded: by day some suites see to that. */
const fromSource =
  process.env.MCP_CHECKLIST_EDITOR === 'all' ? everything : ['activation', 'secrets', 'unrelated'];

/** @type {Run[]} */
const runs = [
  { name: 'source', suites: fromSource, workspace: 'basic' },
  { name: 'packaged', suites: everything, workspace: 'basic', packaged: true },
  { name: 'empty', suites: ['welcome'], workspace: 'empty' },
  { name: 'no-folder', suites: ['welcome'] },
  {
    name: 'project',
    suites: ['project'],
    workspace: '../../fixtures/project/tool-error-not-flagged/bad-caught-py',
    // In a browser VS Code saves what is typed after a second: nothing could be reverted.
    settings: { 'files.autoSave': 'off' },
  },
  { name: 'other-formats', suites: ['other-formats'], workspace: 'empty' },
  { name: 'toml-only', suites: ['woken-by-toml'], workspace: 'empty' },
  { name: 'several', suites: ['several'], workspace: 'several', open: 'several.code-workspace' },
  {
    name: 'machine',
    suites: ['machine', 'running-server'],
    workspace: 'empty',
    // VS Code's own MCP, which other runs leave off: what is started here is started by a test.
    settings: { 'chat.disableAIFeatures': false },
    home: [
      '.aws/amazonq/mcp.json',
      '.claude.json',
      '.codeium/windsurf/mcp_config.json',
      '.copilot/mcp-config.json',
      '.cursor/mcp.json',
      '.factory/mcp.json',
      '.gemini/settings.json',
      '.junie/mcp/mcp.json',
      '.kiro/settings/mcp.json',
      '.lmstudio/mcp.json',
    ],
  },
  {
    name: 'restricted',
    suites: ['restricted', 'activation', 'secrets', 'moves'],
    workspace: 'basic',
    settings: {
      'security.workspace.trust.enabled': true,
      'security.workspace.trust.startupPrompt': 'never',
    },
  },
  {
    name: 'person',
    suites: ['by hand'],
    act: async () => (await import('./person.mjs')).actAsPerson(),
  },
];

const here = path.join(root, 'test', 'editor');
const out = path.join(root, '.build', 'editor');
const launcher = path.join(root, 'scripts', 'vscode', 'launch.mjs');
const vsix = path.join(root, 'mcp-checklist.vsix');

await runMain(async () => {
  // What acts as a person imports TypeScript.
  if (await ranUnderProjectNode(import.meta.url)) return;
  const wanted = process.argv.slice(2).map((it) => it.split(':'));
  const chosen = runs.flatMap((run) => {
    if (wanted.length === 0) return [run];
    const own = wanted.find(([name]) => name === run.name);
    return own ? [{ ...run, suites: own[1]?.split(',') ?? run.suites }] : [];
  });
  if (chosen.length === 0)
    throw new Failure(`The runs are: ${runs.map((r) => r.name).join(', ')}.`);
  await bundleSuites();
  const vscodeExecutablePath = (await desktopForTests()) ?? launcher;
  const total = { passed: 0, failed: 0 };
  let stopped = false;
  process.on('SIGINT', () => {
    stopped = true;
  });
  // What runs VS Code listens to no other.
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP']))
    process.on(signal, () => process.emit('SIGINT', 'SIGINT'));
  for (const run of chosen) {
    const started = Date.now();
    console.log(`\n${run.name}: ${run.suites.join(', ')}`);
    let { passed, failed } = await (run.act?.() ?? runOnce(run, vscodeExecutablePath));
    if (stopped) throw new Failure('Somebody stopped it.');
    // On a busy machine VS Code's watcher loses a file that is made and gone within moments, which nobody can tell.
    if (failed > 0 && !run.act) {
      console.log(`${run.name}: ${failed} failed; once more, in a VS Code that starts anew`);
      ({ passed, failed } = await runOnce(run, vscodeExecutablePath));
    }
    console.log(`${run.name}: ${passed} passed, ${failed} failed (${seconds(started)})`);
    total.passed += passed;
    total.failed += failed;
  }
  const report = process.env.MCP_CHECKLIST_TOTAL;
  if (report) await writeFile(report, JSON.stringify(total));
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
});

async function bundleSuites() {
  await build({
    entryPoints: [path.join(here, 'suite', 'index.ts')],
    outfile: path.join(out, 'suites.cjs'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    external: ['vscode'],
    sourcemap: 'inline',
  });
  // VS Code wants an extension under development to run tests for; this one does nothing, so that
  // the installed one is what the suites meet.
  const manifest = {
    name: 'tests-only',
    publisher: 'mcp-checklist',
    version: '0.0.0',
    engines: { vscode: '*' },
  };
  await mkdir(path.join(out, 'tests-only'), { recursive: true });
  await writeFile(path.join(out, 'tests-only', 'package.json'), JSON.stringify(manifest));
}

/** @param {Run} run @param {string} vscodeExecutablePath */
async function runOnce(run, vscodeExecutablePath) {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'mcp-checklist-editor-'));
  const inScratch = (/** @type {string} */ name) => path.join(scratch, name);
  const report = inScratch('report.json');
  const profile = [`--user-data-dir=${inScratch('user')}`, `--extensions-dir=${inScratch('ext')}`];
  try {
    const folder = run.workspace && inScratch('workspace');
    if (folder) {
      await cp(path.join(here, 'fixtures', run.workspace), folder, { recursive: true });
    }
    await mkdir(inScratch('home'));
    for (const file of run.home ?? []) await writeBadConfig(path.join(inScratch('home'), file));
    await writeSettings(inScratch('user'), run.settings);
    if (run.packaged) await install(vscodeExecutablePath, profile);
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: run.packaged ? path.join(out, 'tests-only') : root,
      extensionTestsPath: path.join(out, 'suites.cjs'),
      launchArgs: [...(folder ? [path.join(folder, run.open ?? '')] : []), ...profile],
      extensionTestsEnv: {
        ...toolEnv(),
        // The person's own MCP configs must not decide what the tests see.
        HOME: inScratch('home'),
        USERPROFILE: inScratch('home'),
        MCP_CHECKLIST_CACHE: cacheDir,
        MCP_CHECKLIST_ROOT: root,
        MCP_CHECKLIST_SUITES: run.suites.join(','),
        MCP_CHECKLIST_REPORT: report,
        MCP_CHECKLIST_PACKAGED: run.packaged ? 'yes' : undefined,
      },
    }).catch(() => 1);
    return await readReport(report);
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** @param {string} file */
async function writeBadConfig(file) {
  const mcpServers = { docs: { url: 'http://mcp.example.com/mcp' } };
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ mcpServers }));
}

/** No report means that the tests never came to their end: that is a failure, not nothing. */
async function readReport(/** @type {string} */ file) {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  return /** @type {{ passed: number, failed: number }} */ (
    JSON.parse(await readFile(file, 'utf8'))
  );
}

/** @param {string} vscode @param {string[]} profile */
async function install(vscode, profile) {
  if (!existsSync(vsix)) throw new Failure('There is no VSIX yet: run `npm run package` first.');
  await quiet(vscode, [`--install-extension=${vsix}`, '--force', ...profile], { env: toolEnv() });
}
