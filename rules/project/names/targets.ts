import { type Expression, textParts } from '../../source/expressions.ts';
import type { Parameter, SourceClass, SourceFunction, SourceModule } from '../../source/model.ts';

/** An expression together with where its names mean something. */
export interface Value {
  readonly kind: 'value';
  readonly module: SourceModule;
  /** The function it stands in; the module's `top` outside of all. */
  readonly scope: SourceFunction;
  readonly expression: Expression;
  /** What the parameters of `scope` are, when it was reached through a call. */
  readonly frame?: Frame;
}

export interface Frame {
  readonly function: SourceFunction;
  readonly args: ReadonlyMap<string, Value>;
}

/** What a name means in the end. */
export type Target =
  | Value
  | { readonly kind: 'class'; readonly module: SourceModule; readonly class: SourceClass }
  | { readonly kind: 'module'; readonly modules: readonly SourceModule[] }
  | {
      /** Something outside of the project: `name` of the package `from`; `*` is the package itself. */
      readonly kind: 'external';
      readonly from: string;
      readonly name: string;
    }
  | {
      readonly kind: 'parameter';
      readonly module: SourceModule;
      readonly function: SourceFunction;
      readonly parameter: Parameter;
      readonly path: readonly string[];
    };

export function valueAt(
  expression: Expression,
  module: SourceModule,
  scope: SourceFunction = module.top,
  frame?: Frame,
): Value {
  return { kind: 'value', module, scope, expression, ...(frame ? { frame } : {}) };
}

/** Another expression of the same place. */
export function inside(value: Value, expression: Expression): Value {
  return { ...value, expression };
}

/** A declared function, as the value that its name has. */
export function functionValue(fn: SourceFunction, module: SourceModule): Value {
  const expression = { kind: 'function', function: fn, start: fn.start, end: fn.end } as const;
  return valueAt(expression, module, fn.outer ?? module.top);
}

/** The function around another one; around those at the top of a file that is all of it. */
export function around(fn: SourceFunction, { top }: SourceModule): SourceFunction | undefined {
  return fn.outer ?? (fn === top ? undefined : top);
}

/** The string that the parts of an expression make together; `read` says what each of them is. */
export function joinedText(value: Value, read: (part: Value) => string | null): Value | undefined {
  const parts = textParts(value.expression);
  if (parts.length === 0) return undefined;
  let text = '';
  for (const part of parts) {
    const known = typeof part === 'string' ? part : read(inside(value, part));
    if (known === null) return undefined;
    text += known;
  }
  const { start, end } = value.expression;
  return inside(value, { kind: 'text', value: text, start, end });
}
