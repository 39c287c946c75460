import { argumentOf, type Call, type Expression, lastName } from '../../source/expressions.ts';
import type { SourceFunction, SourceModule } from '../../source/model.ts';
import { elementsOf } from '../names/elements.ts';
import { resolve } from '../names/resolve.ts';
import type { Sources } from '../names/sources.ts';
import { inside, type Value, valueAt } from '../names/targets.ts';
import { type Draft, ofFunction, placeOf } from './draft.ts';
import { OTHER_FRAMEWORKS } from './keys.ts';
import { type Site, siteValue } from './scan.ts';

/** `@mcp.tool`, `@mcp.tool()`, `@mcp.tool("add")`, `@mcp.tool(name="add", annotations={…})` over a function. */
export function decorated(
  sources: Sources,
  fn: SourceFunction,
  module: SourceModule,
): Draft | undefined {
  for (const mark of fn.decorators) {
    const callee = mark.kind === 'call' ? mark.callee : mark;
    if (!/^(?:tool|mcp_tool|register_tool)$/.test(lastName(callee))) continue;
    const value = valueAt(mark, module, fn.outer ?? module.top);
    if (!registers(sources, inside(value, callee))) continue;
    return {
      ...ofFunction(fn, module.path),
      style: 'python-decorator',
      at: placeOf(value),
      ...keywords(value, mark, 0),
    };
  }
  return undefined;
}

/** Whether `tool` is a server's: not when it, or the object it belongs to, comes from another framework. */
function registers(sources: Sources, callee: Value): boolean {
  const { expression } = callee;
  const target = resolve(sources, callee);
  if (target.kind === 'external') {
    return (
      !OTHER_FRAMEWORKS.test(target.from) &&
      (expression.kind === 'member' || /mcp/i.test(target.from))
    );
  }
  if (expression.kind === 'id') return target.kind === 'value' && target.expression !== expression;
  if (expression.kind !== 'member') return false;
  const object = resolve(sources, inside(callee, expression.object));
  if (object.kind !== 'value' || object.expression.kind !== 'call') return true;
  const made = resolve(sources, inside(object, object.expression.callee));
  return made.kind !== 'external' || !OTHER_FRAMEWORKS.test(made.from);
}

/** What the call that registers says itself: it goes before what the function says. */
function keywords(value: Value, mark: Expression, place: number | undefined): Partial<Draft> {
  if (mark.kind !== 'call') return {};
  const part = (name: string, at?: number): Value | undefined => {
    const found = argumentOf(mark, name, at);
    return found && found.kind !== 'spread' ? inside(value, found) : undefined;
  };
  const name = part('name', place);
  const usable =
    name && /^(?:text|id|member|template|binary)$/.test(name.expression.kind) ? name : undefined;
  const description = part('description');
  const title = part('title');
  const annotations = part('annotations');
  const schema = part('input_schema') ?? part('inputSchema');
  return {
    ...(usable ? { name: usable } : {}),
    ...(description ? { description } : {}),
    ...(title ? { title } : {}),
    ...(annotations ? { annotations } : {}),
    ...(schema ? { schema } : {}),
  };
}

const REGISTERING = /^(?:add_tool|from_function|tool|register_tool)$/;
const DEFINING = /^(?:Tool|MCPTool|McpTool|ToolDefinition)$/;

/** Whether a call, by its names, may register or define tools. */
export function mayMakeTools({ callee, args }: Call): boolean {
  const name = lastName(callee.kind === 'call' ? callee.callee : callee);
  return (
    REGISTERING.test(name) ||
    DEFINING.test(name) ||
    args.some((argument) => argument.name === 'tools')
  );
}

/** `mcp.tool(name="x")(f)`, `mcp.add_tool(f, name="x")`, `Tool.from_function(f)`, `FastMCP(tools=[f, g])`. */
export function pythonCall(sources: Sources, site: Site<Call>): readonly Draft[] {
  const { expression: call } = site;
  const value = siteValue(site);
  const name = lastName(call.callee);
  if (call.callee.kind === 'call' && lastName(call.callee.callee) === 'tool') {
    if (!registers(sources, inside(value, call.callee.callee))) return [];
    return register(sources, value, call.args[0]?.value, keywords(value, call.callee, 0));
  }
  const from = REGISTERING.test(name);
  if (
    from &&
    call.callee.kind === 'member' &&
    !isOther(call.callee.object) &&
    registers(sources, inside(value, call.callee))
  ) {
    const fn = argumentOf(call, 'fn', 0) ?? argumentOf(call, 'func', 0);
    return register(sources, value, fn, keywords(value, call, undefined));
  }
  const tools = argumentOf(call, 'tools');
  const target = tools ? resolve(sources, inside(value, call.callee)) : undefined;
  if (!tools || target?.kind !== 'external' || !/mcp/i.test(target.from)) return [];
  return elementsOf(sources, inside(value, tools)).flatMap((item) =>
    register(sources, item, item.expression, {}),
  );
}

/** `Prompt.from_function(f)`: what else a server offers is made in the same way. */
function isOther(object: Expression): boolean {
  return /(?:prompt|resource|template)s?$/i.test(lastName(object));
}

/** The function may be a name that goes through a list, or what a helper is given: that is followed later. */
function register(
  sources: Sources,
  value: Value,
  fn: Expression | undefined,
  parts: Partial<Draft>,
): readonly Draft[] {
  if (!fn || !/^(?:id|member|function)$/.test(fn.kind)) return [];
  const given = inside(value, fn);
  const target = resolve(sources, given);
  const known =
    target.kind === 'parameter' ||
    (target.kind === 'value' && target.expression.kind === 'function');
  if (!known && elementsOf(sources, given).length === 0) return [];
  return [{ style: 'python-call', name: given, at: placeOf(value), of: given, ...parts }];
}

/** `Tool(name="add", description="…", inputSchema={…})` of the low-level server. */
export function pythonDefinition(sources: Sources, site: Site<Call>): Draft | undefined {
  const { expression: call } = site;
  if (!DEFINING.test(lastName(call.callee))) return undefined;
  const name = argumentOf(call, 'name');
  const value = siteValue(site);
  const target = resolve(sources, inside(value, call.callee));
  if (!name || (target.kind === 'external' && OTHER_FRAMEWORKS.test(target.from))) return undefined;
  const schema = argumentOf(call, 'inputSchema') ?? argumentOf(call, 'input_schema');
  const sure = schema !== undefined || (target.kind === 'external' && /mcp/i.test(target.from));
  if (!sure) return undefined;
  return {
    style: 'python-definition',
    at: placeOf(value),
    ...keywords(value, call, undefined),
    name: inside(value, name),
    ...(schema ? { schema: inside(value, schema) } : {}),
    ...(site.holder ? { held: { name: site.holder, file: site.module.path } } : {}),
  };
}
