#!/usr/bin/env node
// Stands in for the VS Code executable where none can be downloaded: takes the arguments that
// @vscode/test-electron's runTests() gives, serves the VS Code from npm, opens it in a headless
// Chromium, and ends with the exit code of the tests.
import { mkdtempSync, rmSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Failure, runMain } from '../steps.mjs';
import { answerAccessibility } from './accessibility.mjs';
import { launchChromium } from './chromium.mjs';
import { installExtension } from './extension.mjs';
import { recordNotifications } from './notifications.mjs';
import { serve, writeSettings } from './serve.mjs';

/** How long the workbench may take to hand over to the tests, and the tests to finish. */
const deadline = 10 * 60_000;

/** The workbench talks to itself on the same channel as the tests, errors of its own code included. */
const chatter =
  /\/static\/out\/vs\/|^(Resolv|Creating a socket|\[[A-Z][A-Za-z ]+[\]:]|\[reconnection|Ignoring fetching|Updating additional)/;

const options = parse(process.argv.slice(2));
const scratch = mkdtempSync(path.join(os.tmpdir(), 'mcp-checklist-vscode-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true, maxRetries: 3 }));

await runMain(async () => {
  const userDataDir = options.one('user-data-dir') ?? path.join(scratch, 'user-data');
  const extensionsDir = options.one('extensions-dir') ?? path.join(scratch, 'extensions');
  await writeSettings(userDataDir);
  const vsix = options.one('install-extension');
  if (vsix) return installExtension(path.resolve(vsix), extensionsDir, userDataDir);
  process.exitCode = await runExtensionTests(userDataDir, extensionsDir);
});

/** @param {string} userDataDir @param {string} extensionsDir @returns {Promise<number>} */
async function runExtensionTests(userDataDir, extensionsDir) {
  /** @type {(() => Promise<unknown>)[]} */
  const cleanUp = [];
  let interrupted = false;
  const interruption = new Promise((resolve) => {
    // More than once: Ctrl-C reaches whoever started us as well, who hands it on.
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.on(signal, () => {
        interrupted = true;
        resolve(130);
      });
    }
  });
  const notifications = path.join(scratch, 'notifications.jsonl');
  // Read by the tests, which run in a process of the server.
  process.env.MCP_CHECKLIST_NOTIFICATIONS = notifications;
  const accessibility = path.join(scratch, 'accessibility');
  process.env.MCP_CHECKLIST_ACCESSIBILITY = accessibility;
  try {
    const [server, browser] = await Promise.all([
      serve({ userDataDir, extensionsDir, extensionTests: true }),
      launchChromium(),
    ]);
    cleanUp.push(() => browser.close(), server.stop);
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const stopRecording = recordNotifications(page, notifications);
    cleanUp.unshift(async () => stopRecording());
    const stopAnswering = await answerAccessibility(page, accessibility);
    cleanUp.unshift(async () => stopAnswering());
    const tests = new Promise((resolve) => {
      page.exposeFunction('codeAutomationExit', (/** @type {number} */ code) => resolve(code));
    });
    await page.exposeFunction('codeAutomationLog', print);
    page.on('crash', () => print('error', ['The browser tab crashed.']));
    await page.goto(await address(server));
    const lost = server.exited.then(() => {
      throw new Failure('The VS Code server ended while the tests ran.');
    });
    return /** @type {number} */ (await Promise.race([tests, interruption, lost, timeout()]));
  } catch (error) {
    if (interrupted) return 130;
    throw error;
  } finally {
    await Promise.allSettled(cleanUp.map((end) => end()));
  }
}

/** @returns {Promise<never>} */
function timeout() {
  return new Promise((_resolve, reject) => {
    const late = new Failure(`The tests did not end within ${deadline / 60_000} minutes.`);
    setTimeout(() => reject(late), deadline).unref();
  });
}

/** The workbench reads folders, extensions and tests from its own address. @param {{ url: string, token: string }} server */
async function address({ url, token }) {
  const remote = `vscode-remote://${new URL(url).host}`;
  const query = new URLSearchParams({ tkn: token });
  const [target] = options.positional;
  if (target) {
    const isFolder = (await stat(target)).isDirectory();
    query.set(isFolder ? 'folder' : 'workspace', path.resolve(target));
  } else {
    query.set('ew', 'true');
  }
  const payload = [['skipWelcome', 'true']];
  for (const name of ['extensionDevelopmentPath', 'extensionTestsPath']) {
    for (const value of options.all(name)) {
      payload.push([name, `${remote}${path.resolve(value)}`]);
    }
  }
  query.set('payload', JSON.stringify(payload));
  return `${url}/?${query}`;
}

/** @param {string} type @param {unknown[]} args */
function print(type, args) {
  const text = args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg))).join(' ');
  if (chatter.test(text) && process.env.MCP_CHECKLIST_DEBUG === undefined) return;
  if (type === 'error') console.error(text);
  else console.log(text);
}

/** Electron's own switches come along too; what means nothing here is passed over. @param {string[]} args */
function parse(args) {
  const positional = args.filter((arg) => !arg.startsWith('-'));
  /** @param {string} name */
  const all = (name) =>
    args.filter((arg) => arg.startsWith(`--${name}=`)).map((arg) => arg.slice(name.length + 3));
  return { positional, all, one: (/** @type {string} */ name) => all(name)[0] };
}
