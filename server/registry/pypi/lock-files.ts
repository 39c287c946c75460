import type { LockFile } from '../locked.ts';
import { normalized } from './spec.ts';

/** uv, poetry and pdm write alike: a table per package, its name first and its version next. */
function fromTables(text: string, name: string): string[] {
  const table = /^\[\[package\]\]\r?\nname = "([^"\n]+)"\r?\nversion = "([^"\n]+)"/gm;
  return [...text.matchAll(table)].flatMap(([, found = '', version = '']) =>
    normalized(found) === normalized(name) ? [version] : [],
  );
}

/** A requirement with many markers; whoever writes longer lines writes no requirements. */
const MAX_LINE = 2_000;
/** Blanks are taken out before, so that no two parts of the pattern can share some. */
const PINNED = /^([\w.-]{1,214})(?:\[[^\]]*\])?={2,3}([\w.!+]+)/;

/** `name[extra]==1.2.3`, with or without a marker or a hash behind it. */
function fromRequirements(text: string, name: string): string[] {
  return text.split('\n').flatMap((line) => {
    if (line.length > MAX_LINE || !line.includes('==')) return [];
    // The version ends at the first blank behind it.
    const [before = '', after = ''] = halves(line);
    const [, found = '', version] = PINNED.exec(`${before.replaceAll(' ', '')}${after}`) ?? [];
    return version !== undefined && normalized(found) === normalized(name) ? [version] : [];
  });
}

/** In front of what follows `==`, and from there on. */
function halves(line: string): readonly [string, string] {
  const at = line.indexOf('==');
  const end = line[at + 2] === '=' ? at + 3 : at + 2;
  return [line.slice(0, end), line.slice(end).trimStart()];
}

export const PYPI_LOCK_FILES: readonly LockFile[] = [
  { file: 'uv.lock', versions: fromTables },
  { file: 'poetry.lock', versions: fromTables },
  { file: 'pdm.lock', versions: fromTables },
  { file: 'requirements.txt', versions: fromRequirements },
];
