// Starts the VS Code server on this machine only, and stops it again with all it started.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../steps.mjs';
import { npmVSCode } from './install.mjs';

const guard = fileURLToPath(new URL('guard.mjs', import.meta.url));

/** Nothing phones home, nothing pops up, nothing covers the editor. */
const defaultSettings = {
  'telemetry.telemetryLevel': 'off',
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  // Nothing that stands in a config is ever started.
  'chat.mcp.autostart': 'never',
  'chat.mcp.discovery.enabled': false,
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'npm.fetchOnlinePackageInfo': false,
  'json.schemaDownload.enable': false,
  'git.autofetch': false,
  'git.openRepositoryInParentFolders': 'never',
};

/**
 * Writes the person's settings of a new profile; settings that are there already stay.
 * @param {string} userDataDir
 * @param {Record<string, unknown>} [settings]
 */
export async function writeSettings(userDataDir, settings = {}) {
  const file = path.join(userDataDir, 'User', 'settings.json');
  if (existsSync(file)) return;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify({ ...defaultSettings, ...settings }, null, 2)}\n`);
}

/**
 * @param {{ userDataDir: string, extensionsDir: string, port?: number, extensionTests?: boolean }} options
 * @returns {Promise<{ url: string, token: string, stop: () => Promise<void>, exited: Promise<void> }>}
 */
export async function serve({ userDataDir, extensionsDir, port = 0, extensionTests = false }) {
  const vscode = await npmVSCode();
  await writeSettings(userDataDir);
  await mkdir(extensionsDir, { recursive: true });
  // Any page in a browser and any user of this machine can reach the port, and who is let in can start programs.
  // In a file, as arguments of a process can be read by all.
  const token = randomBytes(24).toString('hex');
  const tokenFile = path.join(userDataDir, `connection-token-${process.pid}`);
  await writeFile(tokenFile, token, { mode: 0o600 });
  const args = [
    vscode.serverMain,
    ...['--host', '127.0.0.1', '--port', String(port), '--connection-token-file', tokenFile],
    ...['--user-data-dir', userDataDir, '--server-data-dir', userDataDir],
    ...['--extensions-dir', extensionsDir],
    ...['--telemetry-level', 'off', '--accept-server-license-terms'],
    // Without the test driver a built server ignores development and test paths.
    ...(extensionTests ? ['--enable-smoke-test-driver'] : []),
  ];
  const server = spawn(process.execPath, [guard, vscode.node, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...serverEnv(), ...(extensionTests ? noGallery : {}) },
  });
  const exited = /** @type {Promise<void>} */ (
    new Promise((done) => server.once('exit', () => done()))
  );
  const stop = async () => {
    server.stdin.end();
    await exited;
    await rm(tokenFile, { force: true });
  };
  const url = await listening(server).catch(async (error) => {
    await stop();
    throw error;
  });
  return { url, token, stop, exited };
}

/** @param {import('node:child_process').ChildProcessWithoutNullStreams} server @returns {Promise<string>} */
function listening(server) {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = () => {
      clearTimeout(timer);
      reject(new Failure(`The VS Code server did not start:\n${said.trim().slice(-2000)}`));
    };
    const timer = setTimeout(fail, 60_000);
    server.once('exit', fail);
    server.stderr.on('data', (chunk) => {
      said += chunk;
    });
    server.stdout.on('data', (chunk) => {
      said += chunk;
      const port = /listening on (\d+)/.exec(said)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      server.off('exit', fail);
      resolve(`http://127.0.0.1:${port}`);
    });
  });
}

/** Tests ask no marketplace for anything. */
const noGallery = { EXTENSIONS_GALLERY: '{"serviceUrl":""}' };

/** What npm and a surrounding VS Code leave in the environment confuses the server and its extensions. */
export function serverEnv() {
  const foreign = /^(npm_|VSCODE_|ELECTRON_|NODE_OPTIONS$|INIT_CWD$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

/**
 * The address of a folder, with a file of it open. VS Code turns the token in it into a cookie.
 * @param {{ url: string, token: string }} server
 * @param {string} folder
 * @param {string} [file]
 */
export function addressOf({ url, token }, folder, file) {
  const query = new URLSearchParams({ folder, tkn: token });
  if (file && existsSync(path.join(folder, file))) {
    const uri = `vscode-remote://${new URL(url).host}${path.join(folder, file)}`;
    query.set('payload', JSON.stringify([['openFile', uri]]));
  }
  // These two are allowed there as they are, and people read addresses.
  return `${url}/?${query.toString().replaceAll('%2F', '/').replaceAll('%3A', ':')}`;
}
