import type { ToolParameter } from '../tool.ts';

/** The parameters of a schema, and whether these are all. */
export interface Fields {
  readonly parameters: readonly ToolParameter[];
  readonly complete: boolean;
}

export const unknownFields: Fields = { parameters: [], complete: false };

const JSON_TYPES: ReadonlySet<string> = new Set([
  'string',
  'number',
  'integer',
  'boolean',
  'array',
  'object',
]);

export function jsonType(name: string): ToolParameter['type'] {
  return JSON_TYPES.has(name) ? (name as ToolParameter['type']) : 'unknown';
}
