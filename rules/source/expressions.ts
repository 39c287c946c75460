import type { Span } from '../text/span.ts';
import type { SourceFunction } from './model.ts';

/**
 * An expression of any of the languages. Awaits, parentheses, casts and non-null marks are left out: what they
 * wrap stands in their place, with its own range.
 */
export type Expression =
  | Identifier
  | Member
  | Index
  | Call
  | Text
  | Template
  | Literal
  | Binary
  | Conditional
  | Unary
  | Dictionary
  | List
  | Spread
  | Closure
  | Assignment
  | Other;

/** A name; `this`, `super` and `self` are names too. */
export interface Identifier extends Span {
  readonly kind: 'id';
  readonly name: string;
}

/** `object.name`. */
export interface Member extends Span {
  readonly kind: 'member';
  readonly object: Expression;
  readonly name: string;
  readonly nameAt: Span;
}

/** `object[index]`; a slice has the index `other`. */
export interface Index extends Span {
  readonly kind: 'index';
  readonly object: Expression;
  readonly index: Expression;
}

/** `callee(args)`, `new callee(args)`, a tagged template (one argument) or a decorator with arguments. */
export interface Call extends Span {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly args: readonly Argument[];
  readonly form: 'call' | 'new' | 'tag';
}

export interface Argument {
  /** A keyword argument's name, as in Python. */
  readonly name?: string;
  readonly value: Expression;
}

/** A string without gaps: its value, escapes resolved. */
export interface Text extends Span {
  readonly kind: 'text';
  readonly value: string;
}

/** A string with gaps, as `a${b}` or f"a{b}". */
export interface Template extends Span {
  readonly kind: 'template';
  readonly parts: readonly (string | Expression)[];
}

/** A number, truth value, nothing (`null`, `None`, `nil`, `undefined`) or regular expression. */
export interface Literal extends Span {
  readonly kind: 'literal';
  readonly type: 'number' | 'boolean' | 'null' | 'regex';
  readonly value: number | boolean | null | string;
}

export interface Binary extends Span {
  readonly kind: 'binary';
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Conditional extends Span {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

export interface Unary extends Span {
  readonly kind: 'unary';
  readonly operator: string;
  readonly operand: Expression;
}

/** An object of JavaScript, a dictionary of Python, a struct or map of Go. */
export interface Dictionary extends Span {
  readonly kind: 'object';
  readonly properties: readonly Property[];
  /** The type that a Go literal is written with, as `mcp.Tool`. */
  readonly type?: string;
}

export interface Property extends Span {
  /** Null: computed, or a spread. */
  readonly key: string | null;
  readonly keyAt: Span;
  /** A computed key, as `[NAME]`. */
  readonly computed?: Expression;
  readonly value: Expression;
  readonly spread: boolean;
}

/** An array, list, tuple, set or slice. */
export interface List extends Span {
  readonly kind: 'list';
  readonly items: readonly Expression[];
  readonly type?: string;
}

/** `...x`, `*x`, `**x`. */
export interface Spread extends Span {
  readonly kind: 'spread';
  readonly value: Expression;
}

/** A function written where a value stands. */
export interface Closure extends Span {
  readonly kind: 'function';
  readonly function: SourceFunction;
}

/** An assignment used as a value, or one to something that is no name, as `this.x = 1`. */
export interface Assignment extends Span {
  readonly kind: 'assign';
  readonly operator: string;
  readonly target: Expression;
  readonly value: Expression;
}

/** What has no shape of its own here: its parts are still seen. */
export interface Other extends Span {
  readonly kind: 'other';
  readonly parts: readonly Expression[];
}

/** The expressions directly inside one, in source order; bodies of functions are not entered. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'member':
      return [expression.object];
    case 'index':
      return [expression.object, expression.index];
    case 'call':
      return [expression.callee, ...expression.args.map(({ value }) => value)];
    case 'template':
      return expression.parts.filter((part) => typeof part !== 'string');
    case 'binary':
      return [expression.left, expression.right];
    case 'conditional':
      return [expression.test, expression.whenTrue, expression.whenFalse];
    case 'unary':
      return [expression.operand];
    case 'object':
      return expression.properties.flatMap(({ computed, value }) =>
        computed ? [computed, value] : [value],
      );
    case 'list':
      return expression.items;
    case 'spread':
      return [expression.value];
    case 'assign':
      return [expression.target, expression.value];
    case 'other':
      return expression.parts;
    default:
      return [];
  }
}

/** Visits an expression and everything inside it, outer first; `false` keeps out of what is inside. */
export function visit(root: Expression, enter: (expression: Expression) => unknown): void {
  const open: Expression[] = [root];
  for (let next = open.pop(); next; next = open.pop()) {
    if (enter(next) === false) continue;
    const parts = partsOf(next);
    for (let index = parts.length - 1; index >= 0; index -= 1) {
      const part = parts[index];
      if (part) open.push(part);
    }
  }
}

/** `a.b.c` of names and members, or null: `x().y` has no path. */
export function pathOf(expression: Expression | undefined): string | null {
  let path = '';
  let at = expression;
  for (; at?.kind === 'member'; at = at.object) path = `.${at.name}${path}`;
  return at?.kind === 'id' ? at.name + path : null;
}

/** What a string is put together from: the parts of a template, or all sides of `+`; empty for anything else. */
export function textParts(expression: Expression): readonly (string | Expression)[] {
  const parts: Expression[] = [];
  let at = expression;
  for (; at.kind === 'binary' && at.operator === '+'; at = at.left) parts.push(at.right);
  if (at.kind === 'template') return [...at.parts, ...parts.reverse()];
  return parts.length > 0 ? [at, ...parts.reverse()] : [];
}

/** The last name of a callee or path, as `tool` of `server.tool`; empty when it has none. */
export function lastName(expression: Expression | undefined): string {
  if (expression?.kind === 'member') return expression.name;
  return expression?.kind === 'id' ? expression.name : '';
}

/** The value under a key; of several the last one, as the languages do. */
export function propertyOf(expression: Expression | undefined, key: string): Property | undefined {
  if (expression?.kind !== 'object') return undefined;
  return expression.properties.findLast((property) => property.key === key);
}

/** The argument with a keyword, or else the one at a place among those without. */
export function argumentOf(call: Call, name: string, place?: number): Expression | undefined {
  const named = call.args.find((argument) => argument.name === name);
  if (named || place === undefined) return named?.value;
  return call.args.filter((argument) => argument.name === undefined)[place]?.value;
}
