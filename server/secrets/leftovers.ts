import { lstat, readdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isAlive } from './lock.ts';

/** A draft that a killed run left behind; it may hold secrets. */
export interface Leftover {
  readonly path: string;
  readonly text: string;
  remove(): Promise<void>;
}

/** The drafts of version 0.1.0 do not say whose they are: one of this age is nobody's. */
const OLD_MS = 60_000;

/** The draft of a file that is about to take its place: it names the process that is writing it. */
export function draftName(file: string, random: string): string {
  return `${file}.${process.pid}-${random}.tmp`;
}

/** Drafts of this file whose writers are gone. */
export async function leftoversOf(file: string): Promise<readonly Leftover[]> {
  const folder = dirname(file);
  const names = await readdir(folder).catch(() => []);
  const start = `${basename(file)}.`;
  const found: Leftover[] = [];
  for (const name of names) {
    const draft = name.startsWith(start)
      ? /^(?:(\d+)-)?[\da-f]{12}\.tmp$/.exec(name.slice(start.length))
      : null;
    if (!draft) continue;
    const path = join(folder, name);
    const there = await lstat(path).catch(() => undefined);
    if (!there?.isFile() || !isLeft(draft[1], there.mtimeMs)) continue;
    const text = await readFile(path, 'utf8').catch(() => '');
    found.push({ path, text, remove: () => rm(path, { force: true }) });
  }
  return found;
}

function isLeft(pid: string | undefined, madeMs: number): boolean {
  return pid === undefined ? Date.now() - madeMs > OLD_MS : !isAlive(Number(pid));
}
