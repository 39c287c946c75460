import type { Word } from './launch.ts';

/** Nearly all are written by their bare names, and few of these begin with a p. */
const PLAIN = /^[a-oq-z][a-z0-9_-]*$/;
const EXTENSION = /\.(?:exe|cmd|bat|com|ps1)$/;

/**
 * What a program is called, however it is written: without its folder, without Windows' extensions, in lower case.
 * `python3.12` is `python`, `pip3` is `pip`.
 */
export function programName(word: Word): string {
  const { value } = word;
  if (PLAIN.test(value)) return value;
  const slash = Math.max(value.lastIndexOf('/'), value.lastIndexOf('\\'));
  const lower = value.slice(slash + 1).toLowerCase();
  const name = lower.includes('.') ? lower.replace(EXTENSION, '') : lower;
  if (!name.startsWith('p')) return name;
  if (name === 'py' || /^python\d*(?:\.\d+)*w?$/.test(name)) return 'python';
  return /^pip\d*(?:\.\d+)*$/.test(name) ? 'pip' : name;
}
