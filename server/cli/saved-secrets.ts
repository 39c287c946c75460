import os from 'node:os';
import { basename, dirname, join } from 'node:path';
import { appendLine } from '../machine/append-line.ts';
import { dayOf } from '../machine/day.ts';
import { askGit } from '../machine/git-states.ts';
import { homeStore } from '../machine/secrets/place.ts';
import { type StoreResult, storeSecrets } from '../machine/secrets/store.ts';
import { StoreError } from '../machine/secrets/store-error.ts';
import { UsageError } from './io.ts';

export interface SavedSecret {
  /** The config it stood in. */
  readonly path: string;
  readonly name: string;
  readonly value: string;
  /** The file, absolute, from which what is started reads it. */
  readonly file?: string | undefined;
}

export const SAFE_PLACE: string = homeStore(os.homedir());

/**
 * Keeps what fixes take out of configs: a secret that is nowhere any more is lost.
 *
 * @throws {UsageError} with nothing kept: then no config may be touched
 */
export async function saveSecrets(
  file: string,
  secrets: readonly SavedSecret[],
): Promise<StoreResult> {
  const day = dayOf(Date.now());
  try {
    return await storeSecrets(
      file,
      secrets.map(({ path, name, value }) => ({ name, value, comment: `${path}, ${day}` })),
    );
  } catch (error) {
    if (error instanceof StoreError) throw new UsageError(error.message);
    throw error;
  }
}

/** What became of secrets that what is started reads from files. */
export interface InEnvFiles {
  /** Those for which no file is named. */
  readonly left: readonly SavedSecret[];
  /** The configs, with the reason, one of whose files is no place for them: such a config stays as it is. */
  readonly refused: ReadonlyMap<string, string>;
}

/**
 * Keeps secrets in the env files that what is started reads, each ignored by git before anything is in it.
 *
 * @param say told where they are
 */
export async function saveInEnvFiles(
  secrets: readonly SavedSecret[],
  say: (text: string) => void,
): Promise<InEnvFiles> {
  const refused = new Map<string, string>();
  const files = new Map<string, SavedSecret[]>();
  for (const it of secrets)
    if (it.file !== undefined) files.set(it.file, [...(files.get(it.file) ?? []), it]);
  const day = dayOf(Date.now());
  for (const [file, own] of files) {
    try {
      if ((await askGit([file])).get(file) === 'open')
        await appendLine(join(dirname(file), '.gitignore'), basename(file));
      const entries = own.map(({ path, ...it }) => ({ ...it, comment: `${path}, ${day}` }));
      await storeSecrets(file, entries, { within: dirname(file), taken: 'refuse' });
      say(`${own.map(({ name }) => name).join(', ')}: in ${file}, which only you can read.`);
    } catch (error) {
      const why = error instanceof Error ? error.message : `${file} cannot be written.`;
      for (const { path } of own) refused.set(path, why);
    }
  }
  const left = secrets.filter((it) => it.file === undefined && !refused.has(it.path));
  return { left, refused };
}
