import { randomBytes } from 'node:crypto';
import { lstat, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { codeOf } from './error-code.ts';
import { readSmallText } from './read-regular.ts';

/** A draft that a killed run left behind; it may hold secrets. */
export interface Leftover {
  readonly path: string;
  /** '' where it cannot be read. */
  readonly text: string;
  remove(): Promise<void>;
}

/** The drafts of version 0.1.0 do not say whose they are: one of this age is nobody's. */
const OLD_MS = 60_000;
/** More than any config or env file that is written. */
const MAX_BYTES = 16 * 1024 * 1024;

/** Where a file is written before it takes the place of another one. It names who writes it. */
export function draftOf(file: string): string {
  return `${file}.${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
}

/** Drafts of this file whose writers are gone. */
export async function leftoversOf(file: string): Promise<readonly Leftover[]> {
  const folder = dirname(file);
  const names = await readdir(folder).catch(() => []);
  const start = `${basename(file)}.`;
  const found: Leftover[] = [];
  for (const name of names) {
    const draft = name.startsWith(start) && DRAFT.exec(name.slice(start.length));
    if (!draft) continue;
    const path = join(folder, name);
    const there = await lstat(path).catch(() => undefined);
    if (!there?.isFile() || !isLeft(draft[1], there.mtimeMs)) continue;
    const text = (await readSmallText(path, MAX_BYTES)) ?? '';
    found.push({ path, text, remove: () => rm(path, { force: true }) });
  }
  return found;
}

const DRAFT = /^(?:(\d+)-)?[\da-f]{12}\.tmp$/;

function isLeft(pid: string | undefined, madeMs: number): boolean {
  return pid === undefined ? Date.now() - madeMs > OLD_MS : !isAlive(Number(pid));
}

/** Also true of a process of somebody else, which may only not be asked. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
