import { eol } from '../config/layout.ts';
import type { TextEdit } from '../span.ts';

/** The edit that puts a line at the end of a list of lines, unless it is there; `text` is '' for a new file. */
export function addLine(text: string, line: string): readonly TextEdit[] {
  if (text.split(/\r?\n/).includes(line)) return [];
  const end = eol(text);
  const start = text === '' || text.endsWith('\n') ? '' : end;
  return [{ span: { start: text.length, end: text.length }, newText: start + line + end }];
}
