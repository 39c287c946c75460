import {
  type Call,
  type Dictionary,
  type Expression,
  lastName,
  propertyOf,
} from '../../source/expressions.ts';
import { resolve } from '../names/resolve.ts';
import type { Sources } from '../names/sources.ts';
import { inside, type Value } from '../names/targets.ts';
import { type Draft, functionIn, objectIn, placeOf } from './draft.ts';
import { type Site, siteValue } from './scan.ts';

/** `mcp.Tool{Name: …}` and types that are called so. */
function isToolLiteral(expression: Expression): expression is Dictionary {
  return (
    expression.kind === 'object' &&
    /(?:^|\.)(?:\w*Tool)$/.test(expression.type ?? '') &&
    propertyOf(expression, 'Name') !== undefined
  );
}

/** `mcp.NewTool("add", mcp.WithString("a"), …)`. */
function isNewTool(expression: Expression): expression is Call {
  if (expression.kind !== 'call' || !/^NewTool(?:With\w+)?$/.test(lastName(expression.callee)))
    return false;
  const first = expression.args[0]?.value;
  return (
    expression.callee.kind === 'member' &&
    first !== undefined &&
    /^(?:text|id|member|binary|call)$/.test(first.kind)
  );
}

/** A call that hands a tool and its handler on: `s.AddTool(tool, h)`, `mcp.AddTool(s, &mcp.Tool{…}, h)`. */
export function goCall(
  sources: Sources,
  site: Site<Call>,
  seen: Set<Expression>,
): Draft | undefined {
  const { expression: call } = site;
  const value = siteValue(site);
  for (const { value: argument } of call.args) {
    const tool = toolIn(sources, inside(value, argument), lastName(call.callee) !== 'append');
    if (!tool) continue;
    const others = call.args.filter((other) => other.value !== argument);
    const handler = others
      .map((other) => inside(value, other.value))
      .find((other) => functionIn(sources, other));
    const adds = /Tool/.test(lastName(call.callee)) || handler;
    if (!adds || isNewTool(call)) continue;
    seen.add(tool.expression);
    const draft = ofTool(tool);
    return draft && { ...draft, at: placeOf(value), ...(handler ? { handler } : {}) };
  }
  return mustTool(sources, site) ?? looped(site);
}

/** `s.RegisterTool(tool.Name, tool.Description, tool.Handler)` of mcp-golang, over a list that is known. */
function looped(site: Site<Call>): Draft | undefined {
  const { expression: call } = site;
  const [name, description, handler, more] = call.args.map((argument) => argument.value);
  if (lastName(call.callee) !== 'RegisterTool' || !handler || more) return undefined;
  if (name?.kind !== 'member' || description?.kind !== 'member') return undefined;
  const value = siteValue(site);
  return {
    style: 'go-options',
    name: inside(value, name),
    at: placeOf(value),
    description: inside(value, description),
    handler: inside(value, handler),
  };
}

/** `MustTool("add", "Adds", fn)`. */
function mustTool(sources: Sources, site: Site<Call>): Draft | undefined {
  const { expression: call } = site;
  const [name, description, ...rest] = call.args.map((argument) => argument.value);
  const options = /^NewTool/.test(lastName(call.callee)) && description?.kind === 'call';
  if (!/Tool$/.test(lastName(call.callee)) || options) return undefined;
  if (name?.kind !== 'text' || !description) return undefined;
  if (
    !/^[\w.-]{1,128}$/.test(name.value) ||
    !/^(?:text|binary|id|member|call)$/.test(description.kind)
  )
    return undefined;
  const value = siteValue(site);
  const handler = rest
    .map((other) => inside(value, other))
    .find((other) => functionIn(sources, other));
  if (!handler) return undefined;
  return {
    style: 'go-options',
    name: inside(value, name),
    at: placeOf(value),
    description: inside(value, description),
    handler,
    schema: handler,
  };
}

/** A tool that a value is, also the first of what a helper returns. */
function toolIn(sources: Sources, value: Value, follow: boolean): Value | undefined {
  const { expression } = value;
  if (isToolLiteral(expression) || isNewTool(expression)) return value;
  if (!follow || !/^(?:id|member|call|index)$/.test(expression.kind)) return undefined;
  const target = resolve(sources, value);
  if (target.kind !== 'value') return undefined;
  const found = target.expression.kind === 'list' ? target.expression.items[0] : target.expression;
  return found && (isToolLiteral(found) || isNewTool(found)) ? inside(target, found) : undefined;
}

export function ofTool(tool: Value): Draft | undefined {
  const { expression } = tool;
  if (isNewTool(expression)) {
    const name = expression.args[0]?.value;
    if (!name) return undefined;
    const option = (pattern: RegExp): Value | undefined => {
      const found = expression.args.find(
        ({ value }) => value.kind === 'call' && pattern.test(lastName(value.callee)),
      )?.value;
      const first = found?.kind === 'call' ? found.args[0]?.value : undefined;
      return first ? inside(tool, first) : undefined;
    };
    const description = option(/^WithDescription$/);
    const title = option(/^WithTitleAnnotation$/);
    const hinted = expression.args.some(
      ({ value }) => value.kind === 'call' && /Annotation$/.test(lastName(value.callee)),
    );
    return {
      style: 'go-options',
      name: inside(tool, name),
      at: placeOf(tool),
      schema: tool,
      ...(description ? { description } : {}),
      ...(title ? { title } : {}),
      ...(hinted ? { annotations: tool } : {}),
    };
  }
  if (!isToolLiteral(expression)) return undefined;
  const part = (key: string): Value | undefined => {
    const found = propertyOf(expression, key);
    return found ? inside(tool, found.value) : undefined;
  };
  const name = part('Name');
  if (!name) return undefined;
  const description = part('Description');
  const title = part('Title');
  const annotations = part('Annotations');
  const schema = part('InputSchema') ?? part('RawInputSchema');
  return {
    style: 'go-literal',
    name,
    at: placeOf(tool),
    ...(description ? { description } : {}),
    ...(title ? { title } : {}),
    ...(annotations ? { annotations } : {}),
    ...(schema ? { schema } : {}),
  };
}

/** `server.ServerTool{Tool: t, Handler: h}`, and tools that no call takes. */
export function goObject(
  sources: Sources,
  site: Site<Dictionary>,
  seen: Set<Expression>,
): Draft | undefined {
  const { expression } = site;
  if (/Param|Request|Result|Call/.test(expression.type ?? '')) return undefined;
  const value = siteValue(site);
  const held = site.holder ? { held: { name: site.holder, file: site.module.path } } : {};
  const tool = propertyOf(expression, 'Tool') ?? propertyOf(expression, 'Definition');
  const handler = propertyOf(expression, 'Handler');
  if (tool && handler) {
    const found = toolIn(sources, inside(value, tool.value), true);
    const draft = found && ofTool(found);
    if (!found || !draft) return undefined;
    seen.add(found.expression);
    return { ...draft, handler: inside(value, handler.value), ...held };
  }
  if (!isToolLiteral(expression) || seen.has(expression)) return undefined;
  const object = objectIn(sources, value);
  const sure =
    /^(?:mcp|protocol|mcpsdk)?\.?Tool$/.test(expression.type ?? '') ||
    propertyOf(expression, 'InputSchema');
  const draft = object && sure ? ofTool(object) : undefined;
  const own = propertyOf(expression, 'Handler');
  return draft && { ...draft, ...held, ...(own ? { handler: inside(value, own.value) } : {}) };
}

/** A `NewTool` that no call takes directly: kept in a variable or given back. */
export function goNewTool(
  sources: Sources,
  site: Site<Call>,
  seen: Set<Expression>,
): Draft | undefined {
  if (!isNewTool(site.expression) || seen.has(site.expression)) return undefined;
  const value = siteValue(site);
  const target = resolve(sources, inside(value, site.expression.callee));
  if (target.kind === 'external' && !/mcp/i.test(target.from)) return undefined;
  const draft = ofTool(value);
  return (
    draft && {
      ...draft,
      ...(site.holder ? { held: { name: site.holder, file: site.module.path } } : {}),
    }
  );
}
