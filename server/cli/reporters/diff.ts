import { structuredPatch } from 'diff';
import { safe } from '../../../rules/secrets/safe.ts';
import type { SafeSource } from '../../../rules/secrets/safe-source.ts';
import type { Look } from './reporter.ts';
import { paint } from './style.ts';

/** A text, and what of it may be shown: it is judged elsewhere. */
export interface Side {
  readonly text: string;
  readonly source: SafeSource;
}

/** What would change, as a unified diff that shows no value of which nobody knows whether it is a secret. */
export function diffText(look: Look, path: string, before: Side, after: Side): string {
  const { hunks } = structuredPatch('', '', before.text, after.text, '', '', { context: 2 });
  const [old, now] = [linesOf(before), linesOf(after)];
  const name = safe.text(path);
  const lines = [paint(look, 'bold', `--- ${name}`), paint(look, 'bold', `+++ ${name}`)];
  for (const hunk of hunks) {
    const { oldStart, oldLines, newStart, newLines } = hunk;
    lines.push(paint(look, 'cyan', `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`));
    let [left, right] = [oldStart - 1, newStart - 1];
    for (const line of hunk.lines) {
      if (line.startsWith('-')) lines.push(paint(look, 'red', `-${old(left++)}`));
      else if (line.startsWith('+')) lines.push(paint(look, 'green', `+${now(right++)}`));
      else if (line.startsWith(' ')) {
        lines.push(` ${now(right++)}`);
        left += 1;
      } else lines.push('\\ No newline at end of file');
    }
  }
  return `${lines.join('\n')}\n`;
}

function linesOf({ text, source }: Side): (index: number) => string {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (index) => {
    const start = starts[index] ?? text.length;
    const end = (starts[index + 1] ?? text.length + 1) - 1;
    return source.show(start, end).trimEnd();
  };
}
