import { type Call, type Dictionary, type Expression, visit } from '../../source/expressions.ts';
import type { SourceClass, SourceEvent, SourceFunction, SourceModule } from '../../source/model.ts';
import { perModule } from '../../source/per-module.ts';
import { type Value, valueAt } from '../names/targets.ts';

/** An expression of a file with its place: what it stands in, from the inside out. */
export interface Site<E extends Expression = Expression> {
  readonly expression: E;
  readonly module: SourceModule;
  readonly scope: SourceFunction;
  /** The name of what its statement gives a value to. */
  readonly holder: string;
}

/** The calls and objects of a file, in source order, outer ones first. */
export interface Sites {
  readonly calls: readonly Site<Call>[];
  readonly objects: readonly Site<Dictionary>[];
}

export function sitesOf(module: SourceModule): Sites {
  const calls: Site<Call>[] = [];
  const objects: Site<Dictionary>[] = [];
  expressionRoots(module, (root, scope, holder) => {
    visit(root, (expression) => {
      if (expression.kind === 'call') calls.push({ expression, module, scope, holder });
      else if (expression.kind === 'object') objects.push({ expression, module, scope, holder });
    });
  });
  return { calls, objects };
}

/** The outermost expressions of a file; with them everything inside of it can be visited once. */
export function expressionsOf(module: SourceModule): readonly Expression[] {
  const roots: Expression[] = [];
  expressionRoots(module, (root) => roots.push(root));
  return roots;
}

/** The outermost expressions of a file, with the function each stands in and the name it gives a value to. */
export function expressionRoots(module: SourceModule, take: Take): void {
  const { top } = module;
  scopeRoots(top, top, take);
  for (const scope of module.functions) scopeRoots(scope, top, take);
  for (const type of module.classes) classRoots(type, top, take);
}

type Take = (root: Expression, scope: SourceFunction, holder: string) => void;

/** Those of a function; `top` is what stands at the top of its file. */
export function scopeRoots(scope: SourceFunction, top: SourceFunction, take: Take): void {
  for (const { fallback } of scope.params) if (fallback) take(fallback, scope, scope.name);
  for (const mark of scope.decorators) take(mark, scope.outer ?? top, scope.name);
  for (const event of scope.events) eventRoots(event, scope, take);
}

/** Those of something that a function does. */
export function eventRoots(event: SourceEvent, scope: SourceFunction, take: Take): void {
  const name = holderOf(event, scope);
  for (const root of rootsOf(event)) take(root, scope, name);
}

/** Those of a class. */
export function classRoots(type: SourceClass, top: SourceFunction, take: Take): void {
  for (const { value } of type.fields) if (value) take(value, top, type.name);
  for (const root of [...type.decorators, ...type.bases]) take(root, top, type.name);
}

/** What would be used for its sake: the name that gets a value, or the function that gives it back. */
function holderOf(event: SourceEvent, scope: SourceFunction): string {
  if (event.kind === 'assign') return event.bindings[0]?.name ?? '';
  // A function with a decorator is used by whatever the decorator does with it.
  return event.kind === 'return' && scope.decorators.length === 0 ? scope.name : '';
}

/** The expressions of one event. */
export function rootsOf(event: SourceEvent): readonly Expression[] {
  switch (event.kind) {
    case 'assign':
    case 'expression':
      return [event.value];
    case 'return':
    case 'throw':
      return event.value ? [event.value] : [];
    case 'test':
      return [event.test];
    case 'case':
      return [event.on, ...event.values];
    default:
      return [];
  }
}

/** Functions that something is made of by what stands before them. */
export const decoratedIn = perModule(({ functions }) =>
  functions.filter(({ decorators }) => decorators.length > 0),
);

/** The expression of a site as a value whose names can be followed. */
export function siteValue({ expression, module, scope }: Site): Value {
  return valueAt(expression, module, scope);
}
