import picomatch from 'picomatch/posix.js';
import { claudeCode } from './claude-code.ts';
import { claudeDesktop } from './claude-desktop.ts';
import { cursor } from './cursor.ts';
import { generic } from './generic.ts';
import type { Host } from './host.ts';
import { vscode } from './vscode.ts';
import { vscodeUser } from './vscode-user.ts';
import { windsurf } from './windsurf.ts';

/** Every host with a path of its own, sorted by id. To add one, add its file and name it here. */
export const hosts: readonly Host[] = [
  claudeCode,
  claudeDesktop,
  cursor,
  vscode,
  vscodeUser,
  windsurf,
];

const matchers = hosts.map((host) => ({
  host,
  // Host names are case-insensitive where the file system is, and harmlessly so where it is not.
  matches: picomatch([...host.globs], { dot: true, nocase: true }),
}));

/**
 * The host whose file this is, told from the path alone.
 *
 * @param path absolute or relative, with either kind of slash
 * @returns undefined when the path says nothing; the content may (see `recognize`)
 */
export function hostOfPath(path: string): Host | undefined {
  const normalized = path.replaceAll('\\', '/');
  return matchers.find(({ matches }) => matches(normalized))?.host;
}

/** The host with this id, the generic one included. */
export function hostById(id: string): Host | undefined {
  return id === generic.id ? generic : hosts.find((host) => host.id === id);
}

export { generic };
