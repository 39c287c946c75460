import type { Word } from './launch.ts';

const EXTENSION = /\.(?:exe|cmd|bat|com|ps1)$/;

/**
 * What a program is called, however it is written: without its folder, without Windows' extensions, in lower case.
 * `python3.12` is `python`, `pip3` is `pip`.
 */
export function programName(word: Word): string {
  const { value } = word;
  const slash = Math.max(value.lastIndexOf('/'), value.lastIndexOf('\\'));
  const lower = value.slice(slash + 1).toLowerCase();
  const name = lower.includes('.') ? lower.replace(EXTENSION, '') : lower;
  // Nearly all programs are called something else.
  if (!name.startsWith('p')) return name;
  if (name === 'py' || /^python\d*(?:\.\d+)*w?$/.test(name)) return 'python';
  return /^pip\d*(?:\.\d+)*$/.test(name) ? 'pip' : name;
}
