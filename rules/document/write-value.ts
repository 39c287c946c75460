import type { Document } from './document.ts';
import { eol, indentUnit } from './layout.ts';
import type { ObjectNode } from './node.ts';
import { writeTomlString } from './text-toml.ts';
import { isPlain } from './text-yaml.ts';

/** A value to write: what JSON can hold. */
export type Plain =
  | string
  | number
  | boolean
  | null
  | readonly Plain[]
  | { readonly [key: string]: Plain };

/** A value in the format of the document, over several lines where the format has a habit of it. */
export function write(value: Plain, document: Document, indent: string, oneLine: boolean): string {
  if (oneLine || document.format !== 'json') return writeOneLine(document, value);
  const lines = JSON.stringify(value, null, indentUnit(document)).split('\n');
  return lines.join(eol(document.text) + indent);
}

export function writeOneLine(document: Document, value: Plain): string {
  if (Array.isArray(value))
    return `[${value.map((item) => writeOneLine(document, item)).join(', ')}]`;
  if (typeof value === 'string') {
    return document.format === 'toml' ? writeTomlString(value) : JSON.stringify(value);
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, inner]) => nameOf(document, key, true) + writeOneLine(document, inner),
  );
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** A key of an object with what stands between it and its value. */
export function writeKey(document: Document, node: ObjectNode, name: string): string {
  return nameOf(document, name, node.block === undefined);
}

function nameOf({ format }: Document, name: string, flow: boolean): string {
  if (format === 'toml') return `${/^[\w-]+$/.test(name) ? name : writeTomlString(name)} = `;
  return `${format === 'yaml' && isPlain(name, flow) ? name : JSON.stringify(name)}: `;
}
