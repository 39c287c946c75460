import { type Call, type Expression, partsOf, visit } from '../../source/expressions.ts';
import type { Binding, SourceFunction } from '../../source/model.ts';
import { elementsOf } from './elements.ts';
import { memberOf, resolve } from './resolve.ts';
import type { Sources } from './sources.ts';
import { around, type Frame, inside, type Target, type Value, valueAt } from './targets.ts';

/**
 * For an expression with a name that goes through a list which is known here, one frame for each of its elements:
 * `for (const tool of tools)`, `tools.forEach((tool) => …)`, `for name, fn in table.items()`.
 */
export function loopFrames(sources: Sources, value: Value): readonly Frame[] {
  const name = rootName(value.expression);
  if (name === null) return [];
  let outer: SourceFunction | undefined;
  for (let scope: SourceFunction | undefined = value.scope; scope; scope = outer) {
    outer = around(scope, value.module);
    const bound = value.frame?.function === scope ? value.frame.args.get(name) : undefined;
    if (bound) return loopFrames(sources, bound);
    // Two loops of one function may use the same name.
    const at = value.expression.start;
    const given = scope.events.filter(
      (event) => event.kind === 'assign' && event.bindings.some((binding) => binding.name === name),
    );
    const event = given.findLast(({ end }) => end <= at) ?? given[0];
    if (event?.kind === 'assign') {
      if (!event.element) return [];
      const list = valueAt(event.value, value.module, scope, value.frame);
      return frames(sources, list, scope, event.bindings);
    }
    const place = scope.params.findIndex(({ bindings }) =>
      bindings.some((given) => given.name === name),
    );
    if (place < 0) continue;
    const over = place === 0 && outer ? iterating(scope, outer) : undefined;
    if (!over || !outer) return [];
    const list = valueAt(over, value.module, outer, value.frame);
    return frames(sources, list, scope, scope.params[0]?.bindings ?? []);
  }
  return [];
}

/** The first name of `tool.schema.name`. */
function rootName(expression: Expression): string | null {
  let at: Expression | undefined = expression;
  while (at && at.kind !== 'id') at = partsOf(at)[0];
  return at?.name ?? null;
}

/** What a closure is called with each element of: `list` of `list.forEach(closure)`. */
function iterating(closure: SourceFunction, outer: SourceFunction): Expression | undefined {
  let found: Expression | undefined;
  for (const event of outer.events) {
    const root = 'value' in event ? event.value : undefined;
    if (!root || root.start > closure.start || root.end < closure.end) continue;
    visit(root, (expression) => {
      if (expression.kind !== 'call' || expression.callee.kind !== 'member') return;
      if (!/^(?:forEach|map|flatMap)$/.test(expression.callee.name)) return;
      const first = expression.args[0]?.value;
      if (first?.kind === 'function' && first.function === closure)
        found = expression.callee.object;
    });
  }
  return found;
}

function frames(
  sources: Sources,
  list: Value,
  scope: SourceFunction,
  bindings: readonly Binding[],
): readonly Frame[] {
  return itemsOf(sources, list).map((item) => ({
    function: scope,
    args: new Map(
      bindings.flatMap(({ name, path }) => {
        const part = partAt(sources, item, path);
        return part ? [[name, part] as const] : [];
      }),
    ),
  }));
}

function partAt(sources: Sources, item: Value, path: readonly string[]): Value | undefined {
  let part: Value | undefined = item;
  for (const key of path) {
    const target: Target | undefined = part && memberOf(sources, resolve(sources, part), key);
    part = target?.kind === 'value' ? target : undefined;
  }
  return part;
}

/** The elements of a list, or of the values or pairs of an object. */
function itemsOf(sources: Sources, list: Value): readonly Value[] {
  const { expression } = list;
  const call =
    expression.kind === 'call' && expression.callee.kind === 'member' ? expression : undefined;
  const way = call?.callee.kind === 'member' ? call.callee.name : '';
  if (call && /^(?:values|entries|items|filter)$/.test(way)) {
    const over = overOf(call);
    if (way === 'filter') return itemsOf(sources, inside(list, over));
    const object = resolve(sources, inside(list, over));
    if (object.kind === 'module') return moduleItems(object.modules, way === 'values');
    if (object.kind !== 'value' || object.expression.kind !== 'object') return [];
    return object.expression.properties.flatMap(({ key, keyAt, value }) => {
      if (key === null) return [];
      const pair = [{ kind: 'text', value: key, ...keyAt } as const, value];
      const item: Expression =
        way === 'values'
          ? value
          : { kind: 'list', items: pair, start: keyAt.start, end: value.end };
      return [inside(object, item)];
    });
  }
  return elementsOf(sources, list);
}

/** `Object.values(x)` and `x.values()`. */
function overOf({ callee, args }: Call): Expression {
  const object = callee.kind === 'member' ? callee.object : callee;
  const first = args[0]?.value;
  return object.kind === 'id' && object.name === 'Object' && first ? first : object;
}

/** `import * as tools` and all of its own exports. */
function moduleItems(modules: readonly Value['module'][], values: boolean): readonly Value[] {
  if (!values) return [];
  return modules.flatMap((module) =>
    module.exports.flatMap(({ local, from, start, end }) =>
      local === undefined || from !== undefined
        ? []
        : [valueAt({ kind: 'id', name: local, start, end }, module)],
    ),
  );
}
