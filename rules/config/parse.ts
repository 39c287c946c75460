import type { Document, Format } from './document.ts';
import { parseJson } from './parse-json.ts';

/** Reads a text of a given format as far as it can be read. Throws nothing. */
export function parse(text: string, format: Format): Document {
  switch (format) {
    case 'json':
    case 'toml':
    case 'yaml':
      return parseJson(text);
  }
}
