// Puts the extension where the VS Code from npm looks for installed ones.
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { quiet, root } from '../steps.mjs';
import { npmVSCode } from './install.mjs';
import { serverEnv } from './serve.mjs';

/** What ships, and nothing else, where VS Code looks for installed extensions. @param {string} extensionsDir */
export async function installCopy(extensionsDir) {
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const name = `${manifest.publisher}.${manifest.name}-${manifest.version}`;
  const target = path.join(extensionsDir, name);
  await rm(extensionsDir, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  for (const part of [
    'package.json',
    'package.nls.json',
    'package.nls.de.json',
    'l10n',
    'README.md',
    'dist',
    'images',
    'rules/checks',
  ]) {
    const from = path.join(root, part);
    const filter = (/** @type {string} */ file) => !file.endsWith('.map');
    if (existsSync(from)) await cp(from, path.join(target, part), { recursive: true, filter });
  }
}

/**
 * Installs a packaged extension the way a person would.
 * @param {string} vsix
 * @param {string} extensionsDir
 * @param {string} userDataDir
 */
export async function installExtension(vsix, extensionsDir, userDataDir) {
  const vscode = await npmVSCode();
  await mkdir(extensionsDir, { recursive: true });
  await quiet(
    vscode.node,
    [
      vscode.serverMain,
      ...['--install-extension', vsix, '--force', '--accept-server-license-terms'],
      ...['--extensions-dir', extensionsDir, '--user-data-dir', userDataDir],
      ...['--server-data-dir', userDataDir, '--telemetry-level', 'off'],
    ],
    { env: serverEnv() },
  );
}
