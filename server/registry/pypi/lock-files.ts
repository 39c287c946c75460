import { allMatches, type LockFile, literal } from '../locked.ts';
import { normalized } from './spec.ts';

/** uv, poetry and pdm write alike: a table per package, its name first and its version next. */
function fromTables(text: string, name: string): string[] {
  const table = /^\[\[package\]\]\r?\nname = "([^"\n]+)"\r?\nversion = "([^"\n]+)"/gm;
  return [...text.matchAll(table)].flatMap(([, found = '', version = '']) =>
    normalized(found) === normalized(name) ? [version] : [],
  );
}

/** `name[extra]==1.2.3`, with or without a marker or a hash behind it. */
function fromRequirements(text: string, name: string): string[] {
  const spelled = normalized(name).split('-').map(literal).join('[-_.]+');
  return allMatches(
    text,
    new RegExp(`^ *${spelled} *(?:\\[[^\\]\\n]*\\])? *==+ *([\\w.!+]+)`, 'gim'),
  );
}

export const PYPI_LOCK_FILES: readonly LockFile[] = [
  { file: 'uv.lock', versions: fromTables },
  { file: 'poetry.lock', versions: fromTables },
  { file: 'pdm.lock', versions: fromTables },
  { file: 'requirements.txt', versions: fromRequirements },
];
