import type { Document, Format } from './document.ts';
import { parseToml, parseYaml } from './formats/index.ts';
import { parseJson } from './parse-json.ts';

/** Reads a text of a given format as far as it can be read. Throws nothing. */
export function parse(text: string, format: Format): Document {
  switch (format) {
    case 'json':
      return parseJson(text);
    case 'toml':
      return parseToml(text);
    case 'yaml':
      return parseYaml(text);
  }
}
