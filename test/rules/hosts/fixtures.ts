import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface HostFixture {
  readonly host: string;
  readonly text: string;
  /** Where a file with this text is that host's. */
  readonly paths: readonly string[];
  /** The names of the servers the host reads. */
  readonly servers: readonly string[];
}

const root = path.join(import.meta.dirname, 'fixtures');

/** One folder per host: `expect.json`, and a config whatever its extension. */
export const fixtures: readonly HostFixture[] = readdirSync(root)
  .sort()
  .map((host) => {
    const folder = path.join(root, host);
    const file = readdirSync(folder).find((name) => name.startsWith('config.'));
    if (file === undefined) throw new Error(`${folder} holds no config`);
    const expected = JSON.parse(readFileSync(path.join(folder, 'expect.json'), 'utf8'));
    return { host, text: readFileSync(path.join(folder, file), 'utf8'), ...expected };
  });
