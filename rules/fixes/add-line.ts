import { eol } from '../document/layout.ts';
import type { TextEdit } from '../text/span.ts';

/**
 * Whether a line for a list such as `.gitignore` is a path and nothing else: none that a shell, git or anything else
 * that may read the file takes for more.
 */
export function isPlainLine(line: string): boolean {
  return /^[\w./ -]*[\w./-]$/.test(line);
}

/** The edit that puts lines at the end of a list of lines, those aside that are there; `text` is '' for a new file. */
export function addLines(text: string, lines: readonly string[]): readonly TextEdit[] {
  const known = new Set(lines.length > 0 ? text.split(/\r?\n/) : []);
  const added = [...new Set(lines)].filter((line) => !known.has(line));
  if (added.length === 0) return [];
  const end = eol(text);
  const start = text === '' || text.endsWith('\n') ? '' : end;
  const newText = start + added.map((line) => line + end).join('');
  return [{ span: { start: text.length, end: text.length }, newText }];
}
