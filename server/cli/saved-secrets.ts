import os from 'node:os';
import { join } from 'node:path';
import { type StoreResult, storeSecrets } from '../machine/secrets/store.ts';
import { StoreError } from '../machine/secrets/store-error.ts';
import { UsageError } from './io.ts';

export interface SavedSecret {
  /** The config it stood in. */
  readonly path: string;
  readonly name: string;
  readonly value: string;
}

/** In nobody's repository, and readable by nobody else. */
export const SAFE_PLACE: string = join(os.homedir(), '.mcp-checklist', 'secrets.env');

/**
 * Keeps what fixes take out of configs: a secret that is nowhere any more is lost.
 *
 * @throws {UsageError} with nothing kept: then no config may be touched
 */
export async function saveSecrets(
  file: string,
  secrets: readonly SavedSecret[],
): Promise<StoreResult> {
  const day = new Date().toISOString().slice(0, 10);
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
