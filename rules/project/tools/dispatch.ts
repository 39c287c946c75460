import { type Call, type Expression, lastName, visit } from '../../source/expressions.ts';
import type { SourceFunction, SourceModule } from '../../source/model.ts';
import type { Span } from '../../text/span.ts';
import { resolve, textOf } from '../names/resolve.ts';
import type { Sources } from '../names/sources.ts';
import { inside, type Value, valueAt } from '../names/targets.ts';
import { type FoundFunction, functionIn, placeOf } from './draft.ts';
import { decoratedIn, rootsOf, type Site, siteValue } from './scan.ts';
import type { Place, ToolHandler } from './tool.ts';

/** Whether a call, by its name, may say who answers for all tools. */
export function answersForAll(name: string): boolean {
  return /^(?:setRequestHandler|CallToolHandler)$/.test(name);
}

/** Where a server is asked for its list, or tools are put into one by hand: somebody makes them, seen or not. */
export function listers(
  calls: readonly Site<Call>[],
  modules: readonly SourceModule[],
): readonly Place[] {
  const found = calls
    .filter(({ expression: { callee, args } }) => {
      const on = args[0]?.value;
      const what = on?.kind === 'text' ? on.value : lastName(on);
      return (
        lastName(callee) === 'setRequestHandler' &&
        /^(?:ListToolsRequestSchema|tools\/list)$/.test(what)
      );
    })
    .map((site) => placeOf(siteValue(site)));
  for (const module of modules) {
    for (const fn of module.functions) {
      if (
        fn.decorators.some(
          (mark) => lastName(mark.kind === 'call' ? mark.callee : mark) === 'list_tools',
        )
      ) {
        found.push({ file: module.path, span: { start: fn.start, end: fn.end } });
      }
      for (const event of fn.events) {
        const value = event.kind === 'expression' ? event.value : undefined;
        const target =
          value?.kind === 'assign' && value.target.kind === 'index'
            ? value.target.object
            : undefined;
        if (target?.kind !== 'member' || target.name !== '_tools') continue;
        found.push({ file: module.path, span: { start: event.start, end: event.end } });
      }
    }
  }
  return found;
}

/** Which part of the code answers a call of which tool, where one function answers for all. */
export type Dispatch = ReadonlyMap<string, ToolHandler>;

/** The functions that answer `tools/call`: `setRequestHandler(CallToolRequestSchema, fn)`, `@server.call_tool()`. */
export function dispatchers(
  sources: Sources,
  calls: readonly Site<Call>[],
  modules: readonly SourceModule[],
): readonly FoundFunction[] {
  const found: FoundFunction[] = [];
  for (const site of calls) {
    if (!answersForAll(lastName(site.expression.callee))) continue;
    const [on, fn] = site.expression.args;
    const what = on?.value.kind === 'text' ? on.value.value : lastName(on?.value);
    if (!fn || !/^(?:CallToolRequestSchema|tools\/call)$/.test(what)) continue;
    const handler = functionIn(sources, inside(siteValue(site), fn.value));
    if (handler) found.push(handler);
  }
  for (const module of modules) {
    for (const fn of decoratedIn(module)) {
      const marked = fn.decorators.some(
        (mark) => lastName(mark.kind === 'call' ? mark.callee : mark) === 'call_tool',
      );
      if (marked)
        found.push({
          file: module.path,
          function: fn,
          value: valueAt({ kind: 'function', function: fn, start: fn.start, end: fn.end }, module),
        });
    }
  }
  return found;
}

export function dispatchOf(sources: Sources, found: readonly FoundFunction[]): Dispatch {
  const table = new Map<string, ToolHandler>();
  for (const { function: fn, file } of found) read(sources, fn, file, table, 0, new Set());
  return table;
}

const MAX_HOPS = 3;

/** Cases and comparisons with a constant, tables that are indexed, and the functions that the call is handed on to. */
function read(
  sources: Sources,
  fn: SourceFunction,
  file: string,
  table: Map<string, ToolHandler>,
  hops: number,
  seen: Set<SourceFunction>,
): void {
  const module = sources.modules.get(file);
  if (!module || seen.has(fn) || hops > MAX_HOPS) return;
  seen.add(fn);
  const add = (name: string | null, part: Span): void => {
    if (name !== null && !table.has(name)) table.set(name, { file, function: fn, part });
  };
  const functions = [fn, ...module.functions.filter(({ outer }) => outer === fn)];
  for (const scope of functions) {
    for (const event of scope.events) {
      if (
        event.kind === 'case' &&
        /(?:^|[.])(?:name|tool|toolName|tool_name)$/.test(lastName(event.on))
      ) {
        for (const value of event.values)
          add(textOf(sources, valueAt(value, module, scope)), event.body);
      } else if (event.kind === 'test') {
        for (const value of compared(event.test, /^===?$/))
          add(textOf(sources, valueAt(value, module, scope)), event.whenTrue);
        // Whoever turns away all other names answers for one in the rest of the function.
        if (event.leaves)
          for (const value of compared(event.test, /^!==?$/))
            add(textOf(sources, valueAt(value, module, scope)), {
              start: event.end,
              end: scope.body.end,
            });
      }
      for (const root of rootsOf(event))
        follow(sources, valueAt(root, module, scope), table, hops, seen);
    }
  }
}

/** What a name is compared with: `name === "add"`, `"add" == name`. */
function compared(test: Expression, by: RegExp): readonly Expression[] {
  if (test.kind !== 'binary') return [];
  if (/^(?:\|\||or)$/.test(test.operator))
    return [...compared(test.left, by), ...compared(test.right, by)];
  if (!by.test(test.operator)) return [];
  const named = (side: Expression): boolean =>
    /^(?:name|tool|toolName|tool_name)$/.test(lastName(side));
  if (named(test.left)) return [test.right];
  return named(test.right) ? [test.left] : [];
}

function follow(
  sources: Sources,
  root: Value,
  table: Map<string, ToolHandler>,
  hops: number,
  seen: Set<SourceFunction>,
): void {
  visit(root.expression, (expression) => {
    if (expression.kind === 'index' && expression.index.kind !== 'text') {
      const object = resolve(sources, inside(root, expression.object));
      if (object.kind !== 'value' || object.expression.kind !== 'object') return;
      for (const property of object.expression.properties) {
        const name =
          property.key ??
          (property.computed ? textOf(sources, inside(object, property.computed)) : null);
        const handler = functionIn(sources, inside(object, property.value));
        if (name !== null && handler && !table.has(name)) {
          table.set(name, { file: handler.file, function: handler.function });
        }
      }
    } else if (expression.kind === 'call') {
      const target = resolve(sources, inside(root, expression.callee));
      if (target.kind !== 'value' || target.expression.kind !== 'function') return;
      read(sources, target.expression.function, target.module.path, table, hops + 1, seen);
    }
  });
}
