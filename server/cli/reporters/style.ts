import { styleText } from 'node:util';
import type { Severity } from '../../../rules/findings/finding.ts';
import type { Look } from './reporter.ts';

type Format = Parameters<typeof styleText>[0];

/** Colours a text where somebody sees it. Node before 20.12 cannot. */
export function paint({ colours }: Look, format: Format, text: string): string {
  if (!colours || typeof styleText !== 'function') return text;
  return styleText(format, text, { validateStream: false });
}

export const severityColours: Readonly<Record<Severity, Format>> = {
  error: 'red',
  warning: 'yellow',
  information: 'blue',
  hint: 'gray',
};

/** Rows of cells in columns; the last one is as long as it is. */
export function columns(rows: readonly (readonly string[])[]): string[][] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.slice(0, -1).entries()) {
      widths[index] = Math.max(widths[index] ?? 0, cell.length);
    }
  }
  return rows.map((row) => row.map((cell, index) => cell.padEnd(widths[index] ?? 0)));
}
