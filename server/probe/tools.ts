import { createHash } from 'node:crypto';
import type { ToolHash } from '../../rules/findings/probe-record.ts';
import type { ToolSeen } from './types.ts';

/** A tool as a server lists it: nothing of it is believed to be there. */
export type ListedTool = Readonly<Record<string, unknown>>;

type Json = Readonly<Record<string, unknown>>;

/** Names that say they change something, whatever the hint beside them says. */
const CHANGING =
  /^(?:start|stop|execute|exec|run|create|delete|remove|update|send|write|set|post|put|add|insert|drop|kill|install|deploy|publish|move|rename|edit|patch|merge|upload|click|fill|type|press)(?:[_.-]|[A-Z]|$)/;

/** Nobody's schema is nested deeper; what is, breaks whoever walks through it. */
const DEEPEST = 100;

export function toolsIn(items: readonly unknown[]): readonly ListedTool[] {
  return items.filter(
    (it): it is ListedTool => isRecord(it) && typeof it.name === 'string' && isShallow(it),
  );
}

function isShallow(value: unknown): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return false;
    level = level
      .filter((it): it is object => typeof it === 'object' && it !== null)
      .flatMap((it) => Object.values(it));
  }
  return true;
}

export function nameOf(tool: ListedTool): string {
  return String(tool.name);
}

/** What it says of itself: that it only reads, that it writes, or nothing. */
export function hintOf({ annotations }: ListedTool): 'readOnly' | 'writes' | 'unsaid' {
  if (!isRecord(annotations)) return 'unsaid';
  if (annotations.readOnlyHint === true) return 'readOnly';
  const says = annotations.readOnlyHint === false || annotations.destructiveHint === true;
  return says ? 'writes' : 'unsaid';
}

/** Whether its name says that it changes something, and its hint that it only reads. */
export function beliesItself(tool: ListedTool): boolean {
  const destroys = isRecord(tool.annotations) && tool.annotations.destructiveHint === true;
  return hintOf(tool) === 'readOnly' && (destroys || CHANGING.test(nameOf(tool)));
}

/** What is told of them: their names, what they say of themselves, and whether they were called. */
export function seenOf(
  tools: readonly ListedTool[],
  called: readonly ListedTool[] = [],
): readonly ToolSeen[] {
  return tools.map((it) => ({ name: nameOf(it), hint: hintOf(it), called: called.includes(it) }));
}

/** Whether it may be called: it says it only reads and its name does not say otherwise, or a person ticked it. */
export function mayCall(tool: ListedTool, calls: 'none' | 'hints' | readonly string[]): boolean {
  if (calls === 'none') return false;
  if (typeof calls === 'object' && calls.includes(nameOf(tool))) return true;
  return hintOf(tool) === 'readOnly' && !beliesItself(tool);
}

/** Whether its schema tells a client what to send. */
export function hasSchema({ inputSchema }: ListedTool): boolean {
  return isRecord(inputSchema) && inputSchema.type === 'object';
}

/** How many arguments say nothing of themselves. */
export function undescribed({ inputSchema }: ListedTool): number {
  const properties = isRecord(inputSchema) ? inputSchema.properties : undefined;
  if (!isRecord(properties)) return 0;
  return Object.values(properties).filter((it) => !isRecord(it) || !it.description).length;
}

/** Arguments that fit a schema: what is required and nothing else. */
export function argumentsFor({ inputSchema }: ListedTool): Record<string, unknown> {
  return isRecord(inputSchema) ? objectFor(inputSchema, 0) : {};
}

function objectFor(schema: Json, depth: number): Record<string, unknown> {
  const properties = isRecord(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.fromEntries(
    required
      .filter((it): it is string => typeof it === 'string')
      .map((name) => [name, valueFor(properties[name], depth + 1)]),
  );
}

const FORMATS: Readonly<Record<string, string>> = {
  uri: 'https://example.com/',
  url: 'https://example.com/',
  email: 'probe@example.com',
  date: '2026-01-02',
  'date-time': '2026-01-02T03:04:05Z',
  uuid: '00000000-0000-4000-8000-000000000000',
};

function valueFor(schema: unknown, depth: number): unknown {
  if (!isRecord(schema) || depth > 5) return 'probe';
  if ('const' in schema) return schema.const;
  if ('default' in schema) return schema.default;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const choice = [schema.anyOf, schema.oneOf, schema.allOf].find(Array.isArray);
  if (choice && schema.type === undefined) return valueFor(choice[0], depth + 1);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'number':
    case 'integer':
      return typeof schema.minimum === 'number' ? schema.minimum : boundedBy(schema.maximum);
    case 'boolean':
      return false;
    case 'array': {
      const least = typeof schema.minItems === 'number' ? Math.min(schema.minItems, 3) : 1;
      return Array.from({ length: least }, () => valueFor(schema.items, depth + 1));
    }
    case 'object':
      return objectFor(schema, depth);
    case 'null':
      return null;
    default:
      return textFor(schema);
  }
}

function boundedBy(maximum: unknown): number {
  return typeof maximum === 'number' ? Math.min(1, maximum) : 1;
}

function textFor({ format, minLength, maxLength }: Json): string {
  const text = (typeof format === 'string' && FORMATS[format]) || 'probe';
  const least = typeof minLength === 'number' ? Math.min(minLength, 1_000) : 0;
  const long = text.padEnd(least, 'e');
  return typeof maxLength === 'number' ? long.slice(0, maxLength) : long;
}

/**
 * What a tool is, as two hashes: of everything it says, and of what its input demands, in which notation and prose do
 * not count.
 *
 * @param mask takes out what differs from start to start: made-up credentials and folders
 */
export function hashOf(tool: ListedTool, mask: (text: string) => string): ToolHash {
  const { name, title, description, inputSchema, outputSchema, annotations } = tool;
  const schemas = { inputSchema: spelled(inputSchema), outputSchema: spelled(outputSchema) };
  const all = { name, title, description, ...schemas, annotations };
  return {
    name: keptName(nameOf(tool)),
    text: hash(mask(JSON.stringify(sorted(all)))),
    demands: hash(mask(JSON.stringify(sorted(demandsOf(inputSchema))) ?? '')),
  };
}

/** As much of a name as is kept: clients refuse more than 128 characters. */
function keptName(name: string): string {
  return name.length <= 200 ? name : `${name.slice(0, 150)}…${hash(name)}`;
}

/** One hash for the whole list, in whatever order it came. */
export function listHash(tools: readonly ToolHash[]): string {
  return hash(JSON.stringify(tools.map(({ name, text }) => [name, text]).sort()));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Which notation a schema is in, and what nobody reads. */
const NOTATION = new Set(['$schema', '$comment']);
const PROSE = new Set([...NOTATION, 'description', 'title', 'default', 'examples']);

function demandsOf(schema: unknown): unknown {
  return without(schema, PROSE);
}

/** What a schema says, in whatever notation and order. */
function spelled(schema: unknown): unknown {
  return without(schema, NOTATION);
}

function without(value: unknown, keys: ReadonlySet<string>, isNames = false): unknown {
  if (Array.isArray(value)) return value.map((it) => without(it, keys));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      // Below `properties` a title is an argument like any other.
      .filter(([key]) => isNames || !keys.has(key))
      .map(([key, it]) => [
        key,
        key === 'required' && Array.isArray(it) && !isNames
          ? [...it].sort()
          : without(it, keys, key === 'properties' && !isNames),
      ]),
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).filter(([, it]) => it !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, it]) => [key, sorted(it)]),
  );
}

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
