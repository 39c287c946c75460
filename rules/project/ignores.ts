import type { Digest } from '../facts.ts';
import { matchesGlob } from '../hosts/index.ts';
import type { BaselineEntry, Ignore, ProjectScope } from './project.ts';

/** What an entry of the project file is held against. */
export interface Silenceable {
  readonly rule: string;
  /** '' for the file itself. */
  readonly server: string;
  readonly pointer: string;
  /** The text the finding stands at. */
  readonly text: string;
}

/**
 * The entry that silences a finding, if there is one: a deliberate one before one of the baseline.
 *
 * @param now milliseconds since 1970; without it, nothing has run out
 * @param digest without it, the baseline does not count
 */
export function silencedBy(
  { project, path }: ProjectScope,
  found: Silenceable,
  now: number | undefined,
  digest: Digest | undefined,
): Ignore | BaselineEntry | undefined {
  const ignore = project.ignore.find(
    (it) => isAbout(it, path, found) && (it.until === undefined || !isOver(it.until, now)),
  );
  if (ignore || !project.baseline || !digest) return ignore;
  const { key, findings } = project.baseline;
  const near = findings.filter(
    (it) => it.rule === found.rule && it.path === path && it.pointer === found.pointer,
  );
  if (near.length === 0) return undefined;
  const hash = baselineHash(digest, key, found);
  return near.find((it) => it.hash === hash);
}

/** Whether an entry names a finding, on whatever day. */
export function isAbout(
  ignore: Ignore,
  path: string,
  { rule, server, pointer }: Omit<Silenceable, 'text'>,
): boolean {
  return (
    ignore.rule === rule &&
    matchesGlob(ignore.path, path) &&
    (ignore.server === undefined || ignore.server === server) &&
    (ignore.pointer === undefined || isBelow(pointer, ignore.pointer))
  );
}

/**
 * Marks the text of a finding, for the baseline: the same text in the same place is the same finding. Too short to
 * tell guesses at the text apart: a thousand passwords from a list give the same one.
 */
export function baselineHash(digest: Digest, key: string, { rule, text }: Silenceable): string {
  return digest(key, `${rule}\0${text}`).slice(0, 6);
}

/** Whether a day has passed, everywhere on earth. */
export function isOver(day: string, now: number | undefined): boolean {
  if (now === undefined) return false;
  const start = Date.parse(`${day}T00:00:00Z`);
  // A day that is none never began.
  return Number.isNaN(start) || now >= start + 36 * 60 * 60 * 1000;
}

function isBelow(pointer: string, top: string): boolean {
  return pointer === top || pointer.startsWith(`${top}/`);
}
