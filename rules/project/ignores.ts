import type { Digest } from '../facts.ts';
import { matchesGlob } from '../hosts/index.ts';
import { groupedBy } from '../text/groups.ts';
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
  const { ignores, baseline } = entriesFor(project, path);
  const ignore = ignores
    .get(found.rule)
    ?.find((it) => isAbout(it, path, found) && (it.until === undefined || !isOver(it.until, now)));
  if (ignore || !project.baseline || !digest) return ignore;
  const near = baseline.get(placeOf(found));
  if (!near) return undefined;
  const hash = baselineHash(digest, project.baseline.key, found);
  return near.find((it) => it.hash === hash);
}

/** The entries that can be about one config, by what they are about: looked for once, not for every finding. */
interface Entries {
  readonly path: string;
  readonly ignores: ReadonlyMap<string, readonly Ignore[]>;
  readonly baseline: ReadonlyMap<string, readonly BaselineEntry[]>;
}

/** Of each project the last config that was asked for: all findings of one are judged in a row. */
const known = new WeakMap<ProjectScope['project'], Entries>();

function entriesFor(project: ProjectScope['project'], path: string): Entries {
  const last = known.get(project);
  if (last?.path === path) return last;
  const ignores = project.ignore.filter((it) => matchesGlob(it.path, path));
  const baseline = project.baseline?.findings.filter((it) => it.path === path) ?? [];
  const entries = {
    path,
    ignores: groupedBy(ignores, ({ rule }) => rule),
    baseline: groupedBy(baseline, placeOf),
  };
  known.set(project, entries);
  return entries;
}

function placeOf({ rule, pointer }: Pick<BaselineEntry, 'rule' | 'pointer'>): string {
  return `${rule}\0${pointer}`;
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
