import { mkdir, readFile } from 'node:fs/promises';
import os from 'node:os';
import { dirname, join } from 'node:path';
import { askGit } from '../workspace/git-states.ts';
import { UsageError } from './io.ts';
import { writeWhole } from './write-file.ts';

export interface SavedSecret {
  /** The config it stood in. */
  readonly path: string;
  readonly name: string;
  readonly value: string;
}

/** In nobody's repository, and readable by nobody else. */
export const SAFE_PLACE: string = join(os.homedir(), '.mcp-checklist', 'secrets.env');

/**
 * Keeps what fixes took out of configs: a secret that is nowhere any more is lost. The file is an env file that
 * only its owner can read.
 *
 * @throws {UsageError} for a file that git would take into a repository
 */
export async function saveSecrets(file: string, secrets: readonly SavedSecret[]): Promise<void> {
  await refuseRepositories(file);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const before = await readFile(file, 'utf8').catch(() => '');
  const start = before === '' || before.endsWith('\n') ? before : `${before}\n`;
  const day = new Date().toISOString().slice(0, 10);
  const lines = secrets.map(
    ({ path, name, value }) => `# ${path.replace(/\s/g, ' ')}, ${day}\n${name}=${quoted(value)}\n`,
  );
  await writeWhole(file, start + lines.join(''), 0o600);
}

/** @throws {UsageError} where a commit could carry the file */
export async function refuseRepositories(file: string): Promise<void> {
  const state = (await askGit([file])).get(file);
  if (state === 'ignored' || state === 'outside') return;
  throw new UsageError(
    `${file} is in a repository that does not ignore it, so no secret is written there. Ignore it first, or name another file.`,
  );
}

/** As env files are read everywhere: single quotes take everything but themselves. */
function quoted(value: string): string {
  if (/^[\w.+/=:@-]*$/.test(value)) return value;
  return value.includes("'") || value.includes('\n') ? JSON.stringify(value) : `'${value}'`;
}
