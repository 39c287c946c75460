import { type Call, type Expression, lastName, propertyOf } from '../../source/expressions.ts';
import { loopFrames } from '../names/loops.ts';
import { resolve } from '../names/resolve.ts';
import type { Sources } from '../names/sources.ts';
import { inside, type Value } from '../names/targets.ts';
import { type Draft, isFunctionLike, objectIn, placeOf } from './draft.ts';
import { HANDLER_KEYS, HINTS, OTHER_FRAMEWORKS, SCHEMA_KEYS } from './keys.ts';
import { type Site, siteValue } from './scan.ts';

/** Methods of a server that take a name first. */
const NAMED =
  /^(?:tool|registerTool|registerAppTool|registerToolTask|paidTool|registerPaidTool|addTool|defineTool|createTool|serverTool|mcpTool)$/;
/** Calls that take the whole definition as one object. */
const OBJECTS =
  /^(?:addTool|registerTool|defineTool|createTool|buildTool|serverTool|tool|mcpTool|makeTool)$/;

/** Whether a call, by its name, may register tools. */
export function mayRegister(name: string): boolean {
  return NAMED.test(name) || OBJECTS.test(name);
}

/** Tools that a call registers: `server.tool("add", …)`, `server.registerTool("add", {…}, fn)`, `addTool({ name })`. */
export function scriptCall(sources: Sources, site: Site<Call>): Draft | undefined {
  const name = lastName(site.expression.callee);
  if (!mayRegister(name)) return undefined;
  const value = siteValue(site);
  if (foreign(sources, inside(value, site.expression.callee))) return undefined;
  return (
    (NAMED.test(name) ? byName(sources, value, site.expression) : undefined) ??
    (OBJECTS.test(name) ? byObject(sources, value, site.expression) : undefined)
  );
}

/** Whether a name belongs to a framework whose tools are no server's. */
export function foreign(sources: Sources, callee: Value): boolean {
  const target = resolve(sources, callee);
  return target.kind === 'external' && OTHER_FRAMEWORKS.test(target.from);
}

/** `registerAppTool(server, "add", …)` has its server first. */
function byName(sources: Sources, value: Value, call: Call): Draft | undefined {
  const args = call.args.map((argument) => argument.value);
  const skip = call.callee.kind === 'id' && args.length > 3 && !looksLikeName(args[0]) ? 1 : 0;
  const [name, ...rest] = args.slice(skip);
  if (!name || !looksLikeName(name) || rest.length === 0) return undefined;
  const at = (expression: Expression): Value => inside(value, expression);
  const draft: Draft = { style: 'sdk-call', name: at(name), at: placeOf(value) };
  const last = rest.at(-1);
  if (!last) return undefined;
  const config = objectIn(sources, at(last));
  const taskHandler =
    config && (propertyOf(config.expression, 'createTask') ?? handlerOf(config.expression));
  if (taskHandler && config) {
    const more = rest.length > 1 && rest[0] ? objectIn(sources, at(rest[0])) : config;
    return {
      ...draft,
      ...fromConfig(sources, more ?? config),
      handler: inside(config, taskHandler.value),
    };
  }
  if (!isFunctionLike(sources, at(last)) && !/^(?:id|member)$/.test(last.kind)) return undefined;
  if (/^(?:text|template|object)$/.test(last.kind)) return undefined;
  return { ...draft, ...middle(sources, value, rest.slice(0, -1)), handler: at(last) };
}

/** A string, or something that may hold one. */
function looksLikeName(expression: Expression | undefined): boolean {
  return (
    expression !== undefined &&
    /^(?:text|id|member|template|binary|index|conditional)$/.test(expression.kind)
  );
}

/** What stands between name and handler: a description, a schema, hints; or one object with all of them. */
function middle(sources: Sources, value: Value, parts: readonly Expression[]): Partial<Draft> {
  let found: Partial<Draft> = {};
  for (const part of parts) {
    const at = inside(value, part);
    const target = resolve(sources, at);
    const resolved = target.kind === 'value' ? target.expression : undefined;
    if (resolved?.kind === 'text' || part.kind === 'template' || part.kind === 'binary') {
      found = { ...found, description: at };
    } else if (resolved?.kind === 'object' && target.kind === 'value') {
      const keys = resolved.properties.map(({ key }) => key ?? '');
      if (keys.length > 0 && keys.every((key) => HINTS.includes(key)))
        found = { ...found, annotations: target };
      else if (isConfig(resolved)) found = { ...found, ...fromConfig(sources, target) };
      else found = { ...found, schema: at };
    } else if (found.schema === undefined) found = { ...found, schema: at };
  }
  return found;
}

/** `{ description, inputSchema }` is a definition; `{ description: z.string() }` is a schema. */
function isConfig(expression: Expression): boolean {
  const schema =
    propertyOf(expression, 'inputSchema') ??
    propertyOf(expression, 'annotations') ??
    propertyOf(expression, 'outputSchema');
  const text = propertyOf(expression, 'description') ?? propertyOf(expression, 'title');
  return (
    schema !== undefined ||
    (text !== undefined && /^(?:text|template|id|member|binary)$/.test(text.value.kind))
  );
}

/** The parts of a definition that is one object; what it spreads is part of it. */
export function fromConfig(sources: Sources, object: Value): Partial<Draft> {
  const part = (keys: readonly string[]): Value | undefined => {
    for (const key of keys) {
      const found = propertyIn(sources, object, key);
      if (found) return found;
    }
    return undefined;
  };
  const description = part(['description']);
  const title = part(['title']);
  const schema = part(SCHEMA_KEYS);
  const annotations = part(['annotations']);
  const handler = part(HANDLER_KEYS);
  return {
    ...(description ? { description } : {}),
    ...(title ? { title } : {}),
    ...(schema ? { schema } : {}),
    ...(annotations ? { annotations } : {}),
    ...(handler && handler.expression.kind !== 'text' ? { handler } : {}),
  };
}

/** A property of an object, also of what it spreads. */
export function propertyIn(
  sources: Sources,
  object: Value,
  key: string,
  steps = 0,
): Value | undefined {
  const { expression } = object;
  if (expression.kind !== 'object' || steps > 4) return undefined;
  for (const property of expression.properties.toReversed()) {
    if (property.key === key) return inside(object, property.value);
    if (!property.spread) continue;
    const spread = resolve(sources, inside(object, property.value));
    const found = spread.kind === 'value' ? propertyIn(sources, spread, key, steps + 1) : undefined;
    if (found) return found;
  }
  return undefined;
}

function handlerOf(expression: Expression): { readonly value: Expression } | undefined {
  for (const key of HANDLER_KEYS) {
    const found = propertyOf(expression, key);
    if (found && found.value.kind !== 'text') return found;
  }
  return undefined;
}

/** The parts of a definition that has a name of its own, as members of that name. */
function partsOfName(value: Value, object: Expression): Pick<Draft, 'name'> & Partial<Draft> {
  const part = (name: string): Value => {
    const { start, end } = object;
    return inside(value, { kind: 'member', object, name, nameAt: { start, end }, start, end });
  };
  return { name: part('name'), whole: inside(value, object) };
}

/** `addTool({ name: "add", … })`, `addTool(server, { … })`. */
function byObject(sources: Sources, value: Value, call: Call): Draft | undefined {
  for (const { value: argument } of call.args.slice(0, 2)) {
    const object = objectIn(sources, inside(value, argument));
    if (!object && argument.kind === 'id' && argument !== call.args[1]?.value) {
      // `for (const tool of tools) server.addTool(tool)`: its parts are known when its elements are.
      const looped = loopFrames(sources, inside(value, argument)).length > 0;
      if (looped)
        return { style: 'object-call', at: placeOf(value), ...partsOfName(value, argument) };
    }
    const name = object && propertyIn(sources, object, 'name');
    if (!object || !name || !looksLikeName(name.expression)) continue;
    const parts = fromConfig(sources, object);
    const second = call.args.at(-1)?.value;
    const handler =
      parts.handler ??
      (second && second !== argument && isFunctionLike(sources, inside(value, second))
        ? inside(value, second)
        : undefined);
    if (!handler && !parts.schema && !parts.description) continue;
    return {
      style: 'object-call',
      name,
      at: placeOf(value),
      ...parts,
      ...(handler ? { handler } : {}),
    };
  }
  return undefined;
}
