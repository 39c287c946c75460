import { eol } from '../document/layout.ts';
import type { TextEdit } from '../text/span.ts';

/**
 * Whether a line for a list such as `.gitignore` is a path and nothing else: none that a shell, git or anything else
 * that may read the file takes for more.
 */
export function isPlainLine(line: string): boolean {
  return /^[\w./ -]*[\w./-]$/.test(line);
}

/** The edit that puts a line at the end of a list of lines, unless it is there; `text` is '' for a new file. */
export function addLine(text: string, line: string): readonly TextEdit[] {
  if (text.split(/\r?\n/).includes(line)) return [];
  const end = eol(text);
  const start = text === '' || text.endsWith('\n') ? '' : end;
  return [{ span: { start: text.length, end: text.length }, newText: start + line + end }];
}
