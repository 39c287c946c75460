import { lookup } from './lookup.ts';
import { resolve } from './resolve.ts';
import type { Sources } from './sources.ts';
import { inside, type Value } from './targets.ts';

/**
 * The items of a list, spreads followed; or, of a name that goes through one (`for f in [a, b]`), the items it
 * takes. Empty when nobody knows them here.
 */
export function elementsOf(sources: Sources, value: Value, steps = 0): readonly Value[] {
  if (steps > 6) return [];
  const { expression } = value;
  if (expression.kind === 'id') {
    const found = lookup(
      sources,
      expression.name,
      value.module,
      value.scope,
      value.frame,
      expression.start,
    );
    if (found?.element && found.path.length === 0 && found.target.kind === 'value') {
      return elementsOf(sources, found.target, steps + 1);
    }
    if (found?.path.length === 0 && found.target.kind === 'value') {
      return elementsOf(sources, found.target, steps + 1);
    }
  }
  if (expression.kind === 'binary' && expression.operator === '+') {
    const { left, right } = expression;
    return [left, right].flatMap((side) => elementsOf(sources, inside(value, side), steps + 1));
  }
  const target = resolve(sources, value);
  if (target.kind !== 'value' || target.expression.kind !== 'list') return [];
  return target.expression.items.flatMap((item) =>
    item.kind === 'spread'
      ? elementsOf(sources, inside(target, item.value), steps + 1)
      : [inside(target, item)],
  );
}
