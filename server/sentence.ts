import type { Evidence } from '../rules/checklists/checklist.ts';
import { clean } from './redact.ts';

/** A reason in one line: which server, and in which file. */
export function sentence({ text, path }: Evidence): string {
  const file = path?.split(/[\\/]/).slice(-2).join('/');
  return clean(file === undefined ? text : `${text} (${file})`);
}
