import { readdir, stat } from 'node:fs/promises';
import { readSmallText } from '../machine/read-regular.ts';
import { jsonOf } from './json.ts';

/** Lock files of large workspaces reach some megabytes. */
const MAX_BYTES = 32 * 1024 * 1024;
/** A bundle of certificates is the longest of them. */
const MAX_SETTINGS = 1024 * 1024;
/** Caches grow for years; looking at the first of them must do. */
const MAX_ENTRIES = 5_000;

/** Undefined where there is none, where it may not be read, or where it is larger than any honest one. */
export async function readText(path: string): Promise<string | undefined> {
  return readSmallText(path, MAX_BYTES);
}

/** The same for settings, which are short. */
export async function readSettings(path: string): Promise<string | undefined> {
  return readSmallText(path, MAX_SETTINGS);
}

/** As `readText`; undefined too where it is not JSON. */
export async function readJson(path: string): Promise<unknown> {
  const text = await readText(path);
  return text === undefined ? undefined : jsonOf(text);
}

/** Names in a folder; none where it cannot be read. */
export async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.slice(0, MAX_ENTRIES);
}

/** Milliseconds since 1970; 0 where there is nothing. */
export async function changedAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
