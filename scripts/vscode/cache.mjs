// Large downloads live in one folder per person, so that a fresh clone finds them ready.

import { existsSync, rmSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** `MCP_CHECKLIST_CACHE` overrides the folder. */
export const cacheDir =
  process.env.MCP_CHECKLIST_CACHE ||
  path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'mcp-checklist-dev');

/**
 * Makes a folder of the cache once. It is filled under another name and renamed when complete, so a
 * killed install is never mistaken for a whole one, and two at the same time do not disturb each other.
 * @param {string} name
 * @param {(folder: string) => Promise<void>} fill
 * @returns {Promise<string>}
 */
export async function installOnce(name, fill) {
  const done = path.join(cacheDir, name);
  if (existsSync(done)) return done;
  await mkdir(cacheDir, { recursive: true });
  await removeLeftovers(name);
  const draft = path.join(cacheDir, `${name}.${process.pid}.draft`);
  const drop = () => rmSync(draft, { recursive: true, force: true });
  process.once('exit', drop);
  try {
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft);
    await fill(draft);
    await rename(draft, done).catch((error) => {
      // Somebody else finished first: theirs is as good as ours.
      if (!existsSync(done)) throw error;
    });
  } finally {
    process.removeListener('exit', drop);
    await rm(draft, { recursive: true, force: true });
  }
  return done;
}

/** Drafts whose process is gone were killed. @param {string} name */
async function removeLeftovers(name) {
  for (const entry of await readdir(cacheDir)) {
    const match = /^(.*)\.(\d+)\.draft$/.exec(entry);
    if (match?.[1] === name && !isRunning(Number(match[2]))) {
      await rm(path.join(cacheDir, entry), { recursive: true, force: true });
    }
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
