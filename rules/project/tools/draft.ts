import type { Expression } from '../../source/expressions.ts';
import type { SourceFunction } from '../../source/model.ts';
import type { Span } from '../../text/span.ts';
import { resolve } from '../names/resolve.ts';
import type { Sources } from '../names/sources.ts';
import { type Frame, inside, type Target, type Value } from '../names/targets.ts';
import type { Place, ToolHandler, ToolStyle } from './tool.ts';

/** A tool as it was met: its parts are still expressions. */
export interface Draft {
  readonly style: ToolStyle;
  /** What names it; a string when the name is no expression, as that of a function. */
  readonly name: Value | { readonly text: string; readonly at: Place };
  readonly at: Place;
  /** A text, or an expression that should be one. */
  readonly description?: Value | { readonly text: string; readonly at: Place };
  readonly title?: Value;
  readonly schema?: Value | { readonly signature: SourceFunction; readonly file: string };
  readonly annotations?: Value;
  readonly handler?: Value | ToolHandler;
  /** The object with all of its parts, when these are known only later. */
  readonly whole?: Value;
  /** The function that is the tool, when that is a value: it says what the registration does not. */
  readonly of?: Value;
  /** A definition counts only when something uses it: the name that would. */
  readonly held?: { readonly name: string; readonly file: string };
}

export function placeOf(value: Value, span: Span = value.expression): Place {
  return { file: value.module.path, span: { start: span.start, end: span.end } };
}

/** The same tool, as one call of the function around it makes it. */
export function inFrame(draft: Draft, frame: Frame): Draft {
  const known = new Map<Frame, Frame>();
  const parts = Object.entries(draft).map(([key, part]) => [
    key,
    isValue(part) ? framed(part, frame, known) : part,
  ]);
  const made = Object.fromEntries(parts) as Draft;
  return draft.of !== undefined && draft.of === draft.name
    ? { ...made, of: made.name as Value }
    : made;
}

function isValue(part: unknown): part is Value {
  return typeof part === 'object' && part !== null && 'kind' in part && part.kind === 'value';
}

/**
 * A frame around a frame: what was given in the inner call means something in the outer one.
 *
 * @param known frames that were met: all that is given in one call has the same, and copies of copies would grow with
 * each call that is gone back
 */
function framed(value: Value, frame: Frame, known: Map<Frame, Frame>): Value {
  const inner = value.frame;
  if (!inner) return { ...value, frame };
  let around = known.get(inner);
  if (!around) {
    const args = [...inner.args].map(([name, it]) => [name, framed(it, frame, known)] as const);
    around = { ...inner, args: new Map(args) };
    known.set(inner, around);
  }
  return { ...value, frame: around };
}

/** Whether an expression is or names a function, also one that a wrapper was put around. */
export function isFunctionLike(sources: Sources, value: Value): boolean {
  return functionIn(sources, value) !== undefined || value.expression.kind === 'call';
}

export interface FoundFunction {
  readonly file: string;
  readonly function: SourceFunction;
  readonly value: Value;
}

/** The function that a handler is in the end: through names, `x.bind(y)` and wrappers such as `withAuth(fn)`. */
export function functionIn(sources: Sources, value: Value, steps = 0): FoundFunction | undefined {
  if (steps > 4) return undefined;
  const target = resolve(sources, value);
  if (target.kind !== 'value') return undefined;
  const { expression } = target;
  if (expression.kind === 'function') {
    return { file: target.module.path, function: expression.function, value: target };
  }
  if (expression.kind !== 'call') return undefined;
  const { callee } = expression;
  if (callee.kind === 'member' && callee.name === 'bind') {
    return functionIn(sources, inside(target, callee.object), steps + 1);
  }
  for (const { value: argument } of expression.args.toReversed()) {
    const found = functionIn(sources, inside(target, argument), steps + 1);
    if (found) return found;
  }
  return undefined;
}

/** The object that an expression is, through names and calls that take one and give it back. */
export function objectIn(
  sources: Sources,
  value: Value,
): (Value & { readonly expression: Extract<Expression, { kind: 'object' }> }) | undefined {
  const target: Target = resolve(sources, value);
  if (target.kind !== 'value') return undefined;
  const { expression } = target;
  return expression.kind === 'object' ? { ...target, expression } : undefined;
}

/** What a function says of the tool that it is. */
export function ofFunction(fn: SourceFunction, file: string): Omit<Draft, 'style' | 'at'> {
  const at = { file, span: fn.nameAt ?? { start: fn.start, end: fn.end } };
  return {
    name: { text: fn.name, at },
    ...(fn.doc === undefined ? {} : { description: { text: fn.doc, at } }),
    schema: { signature: fn, file },
    handler: { file, function: fn },
  };
}
