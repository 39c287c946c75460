import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readJaneeLog } from '../../rules/checklists/janee-log.ts';
import type { AuditLog } from '../../rules/findings/audit.ts';
import { dayOf } from './day.ts';
import { readRegularEnd } from './read-regular.ts';

/** A day of a busy agent is some 100 KB. */
const MAX_BYTES = 4 * 1024 * 1024;
const HOUR = 60 * 60 * 1000;

/**
 * What the log of Janee on this machine says of the last 24 hours. Its files are named by their day; which clock the
 * name follows does not matter, as the days around are read as well.
 *
 * @returns undefined where there is no such log
 */
export async function janeeLog(home: string, now: number): Promise<AuditLog | undefined> {
  const folder = join(home, '.janee', 'logs');
  // Hardly anybody has it.
  if (!existsSync(folder)) return undefined;
  const days = new Set([now - 36 * HOUR, now - 12 * HOUR, now, now + 14 * HOUR].map(dayOf));
  const read = await Promise.all(
    [...days].map((day) =>
      readRegularEnd(join(folder, `${day}.jsonl`), MAX_BYTES).catch(() => undefined),
    ),
  );
  const found = read.filter((it) => it !== undefined);
  if (found.length === 0) return undefined;
  const texts = found.map(({ bytes }) => bytes.toString('utf8'));
  return readJaneeLog(
    texts,
    now,
    found.some(({ cut }) => cut),
  );
}
