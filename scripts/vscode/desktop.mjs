// Finds a desktop VS Code, or downloads one for tests where that is possible.

import { existsSync, realpathSync, statSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { download } from '@vscode/test-electron';
import { cacheDir } from './cache.mjs';

/** Without a display only the VS Code from npm can run. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** The `code` command of a desktop VS Code, or of a fork. @returns {string | undefined} */
export function desktopCommand() {
  const names = ['code', 'code-insiders', 'codium', 'cursor', 'windsurf'];
  const ending = process.platform === 'win32' ? '.cmd' : '';
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => path.join(folder, name + ending)));
  const mac = '/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code';
  return [...onPath, mac].find((file) => existsSync(file));
}

/** Tests need the program itself: the `code` command returns before they end. */
function desktopProgram() {
  const command = desktopCommand();
  if (!command) return undefined;
  const bin = path.dirname(realpathSync(command));
  const candidates = {
    linux: ['../code', '../codium'],
    darwin: ['../../../MacOS/Electron', '../../../MacOS/Code'],
    win32: ['../Code.exe'],
  }[process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux'];
  return candidates.map((name) => path.join(bin, name)).find((file) => existsSync(file));
}

/** A machine that could not download VS Code today is not asked again before tomorrow. */
const failureIsRemembered = 24 * 60 * 60_000;

/** @returns {Promise<string | undefined>} */
async function downloadedProgram() {
  const mark = path.join(cacheDir, 'vscode-download-failed');
  const marked = statSync(mark, { throwIfNoEntry: false });
  if (marked && Date.now() - marked.mtimeMs < failureIsRemembered) return undefined;
  await mkdir(cacheDir, { recursive: true });
  try {
    const cachePath = path.join(cacheDir, 'vscode-desktop');
    const program = await download({ version: 'stable', cachePath, timeout: 5000 });
    await rm(mark, { force: true });
    return program;
  } catch {
    console.log('  VS Code cannot be downloaded here; the one from npm is used.');
    await writeFile(mark, '');
    return undefined;
  }
}

/**
 * The desktop VS Code to test with, if this machine has one or may download one.
 * `MCP_CHECKLIST_VSCODE` is `npm`, or the path of the program to use.
 * @returns {Promise<string | undefined>}
 */
export async function desktopForTests() {
  const wanted = process.env.MCP_CHECKLIST_VSCODE;
  if (wanted === 'npm' || (!wanted && !hasDisplay())) return undefined;
  return wanted || desktopProgram() || downloadedProgram();
}
