// Builds the extension and opens a folder in VS Code with it, for people.
import { spawn, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { exampleWorkspace } from '../example.mjs';
import { Failure, root, run, step, tool, toolEnv } from '../steps.mjs';
import { cacheDir } from './cache.mjs';
import { desktopCommand, hasDisplay } from './desktop.mjs';
import { installCopy } from './extension.mjs';
import { addressOf, serve } from './serve.mjs';

/** @param {string[]} args */
export async function open(args) {
  const options = new Set(args.filter((arg) => arg.startsWith('--')));
  const [given] = args.filter((arg) => !arg.startsWith('--'));
  if (given !== undefined && !statSync(given, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Failure(`${given} is not a folder.`);
  }
  await step('Building the extension', build);
  const folder = given
    ? path.resolve(given)
    : await exampleWorkspace({ reset: options.has('--reset') });
  await printChecklist(folder);
  const command = process.env.MCP_CHECKLIST_VSCODE === 'npm' ? undefined : desktopCommand();
  if (command && hasDisplay()) return openDesktop(command, folder);
  return openServed(folder, given ? undefined : path.join('.vscode', 'mcp.json'), options);
}

async function build() {
  if ((await tool('node', ['scripts/build.mjs'])) !== 0) throw new Failure('The build failed.');
}

/** @param {string} folder */
async function printChecklist(folder) {
  const cli = path.join(root, 'dist', 'cli.cjs');
  console.log(`\n$ cd ${folder} && mcp-checklist checklist`);
  // Findings make it end with 1; here they are the point.
  const options = { cwd: folder, env: toolEnv() };
  const code = await run(process.execPath, [cli, 'checklist'], options);
  if (code > 1) throw new Failure(`mcp-checklist checklist ended with ${code}.`);
  console.log();
}

/** @param {string} command @param {string} folder */
async function openDesktop(command, folder) {
  console.log(`Opening ${folder} in ${command}`);
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, folder];
  if ((await run(command, args)) !== 0) {
    throw new Failure(`${command} could not be opened; MCP_CHECKLIST_VSCODE=npm does without it.`);
  }
}

/** @param {string} folder @param {string | undefined} file @param {Set<string>} options */
async function openServed(folder, file, options) {
  const state = path.join(cacheDir, 'start');
  const extensionsDir = path.join(state, `extensions-${process.pid}`);
  process.once('exit', () => spawnSync('rm', ['-rf', extensionsDir]));
  const interrupted = new Promise((resolve) => {
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.once(signal, resolve);
    }
  });
  await installCopy(extensionsDir);
  const server = await step('Starting VS Code', () =>
    serve({ userDataDir: path.join(state, 'user-data'), extensionsDir }),
  );
  const address = addressOf(server, folder, file);
  try {
    // It sends on to the page itself, with a cookie.
    const answer = await fetch(address, { redirect: 'manual' });
    if (answer.status >= 400) throw new Failure(`The editor answered ${answer.status}.`);
    console.log(`\nThe editor is ready at\n\n    ${address}\n\nCtrl-C stops it.`);
    if (options.has('--no-serve')) return;
    openBrowser(address);
    await Promise.race([interrupted, server.exited]);
  } finally {
    await server.stop();
  }
}

/** @param {string} address */
function openBrowser(address) {
  if (process.env.MCP_CHECKLIST_NO_OPEN || !hasDisplay()) return;
  const command = process.platform === 'darwin' ? 'open' : 'xdg-open';
  spawn(command, [address], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
