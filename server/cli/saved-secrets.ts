import os from 'node:os';
import { dayOf } from '../machine/day.ts';
import { homeStore } from '../machine/secrets/place.ts';
import { type StoreResult, storeSecrets } from '../machine/secrets/store.ts';
import { StoreError } from '../machine/secrets/store-error.ts';
import { UsageError } from './io.ts';

export interface SavedSecret {
  /** The config it stood in. */
  readonly path: string;
  readonly name: string;
  readonly value: string;
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
