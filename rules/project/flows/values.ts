import {
  type Call,
  type Expression,
  lastName,
  pathOf,
  textParts,
} from '../../source/expressions.ts';
import type { Span } from '../../text/span.ts';
import type { Place } from '../tools/tool.ts';
import { argumentsOf } from './calls.ts';
import { isNamedCheck } from './clean.ts';
import {
  chained,
  combined,
  grown,
  joined,
  listOf,
  madeOf,
  operandsOf,
  partOfText,
} from './compose.ts';
import { harmsOf } from './harm.ts';
import { throughLibrary } from './library.ts';
import { type Callee, calleeOf } from './names.ts';
import { goArgument, partOf } from './parts.ts';
import { type Following, type Frame, lookUp } from './state.ts';
import { ALL, cleared, type Taint, UNKNOWN, whole, worst } from './taint.ts';

/** What expressions hold of the model's. Reading one also tells of the harm that calls in it do. */
export class Values {
  readonly #trace: Following;
  #quiet = false;
  /** What was read last of each expression: a function is never run inside of itself. */
  readonly #last = new WeakMap<Expression, { readonly taint: Taint | undefined }>();

  constructor(trace: Following) {
    this.#trace = trace;
  }

  /** The same without telling of anything. */
  quietly(frame: Frame, expression: Expression): Taint | undefined {
    const before = this.#quiet;
    this.#quiet = true;
    const taint = this.read(frame, expression);
    this.#quiet = before;
    return taint;
  }

  read(frame: Frame, expression: Expression): Taint | undefined {
    const read = this.#read(frame, expression);
    const taint =
      !read || read.level || read.parts ? read : cleared(read, this.#trace.guards.of(read));
    if (!this.#quiet) this.#last.set(expression, { taint });
    return taint;
  }

  #read(frame: Frame, expression: Expression): Taint | undefined {
    switch (expression.kind) {
      case 'id':
        return lookUp(frame, expression.name);
      case 'member': {
        const path = pathOf(expression);
        const stored = path === null ? undefined : lookUp(frame, path);
        if (stored) return stored;
        const object = this.read(frame, expression.object);
        return object && this.partOf(object, expression.name, placeIn(frame, expression.nameAt));
      }
      case 'index': {
        const object = this.read(frame, expression.object);
        this.read(frame, expression.index);
        if (!object) return undefined;
        const { index } = expression;
        if (index.kind === 'text') return this.partOf(object, index.value, placeIn(frame, index));
        if (index.kind === 'literal' && object.parts) return object.parts.get(String(index.value));
        return object.level ? undefined : partOfText(whole(object), index);
      }
      case 'template':
        return this.#concat(frame, expression.parts);
      case 'binary':
        return this.#binary(frame, expression);
      case 'conditional': {
        this.read(frame, expression.test);
        return worst([
          this.read(frame, expression.whenTrue),
          this.read(frame, expression.whenFalse),
        ]);
      }
      case 'unary': {
        const operand = this.read(frame, expression.operand);
        return /^[&*]$/.test(expression.operator) ? operand : undefined;
      }
      case 'object':
        return this.#object(frame, expression);
      case 'list':
        return this.#list(frame, expression.items);
      case 'spread':
        return this.read(frame, expression.value);
      case 'call':
        return this.#call(frame, expression);
      case 'function':
        this.#trace.enter(expression.function, frame.module, new Map(), frame, undefined);
        return undefined;
      case 'assign': {
        const taint = this.read(frame, expression.value);
        const path = pathOf(expression.target);
        if (path !== null && taint) frame.names.set(path, taint);
        else if (path !== null) frame.names.delete(path);
        return taint;
      }
      case 'other':
        return worst(expression.parts.map((part) => whole(this.read(frame, part))));
      default:
        return undefined;
    }
  }

  /** `taint.key`. */
  partOf(taint: Taint, key: string, at: Place): Taint | undefined {
    return partOf(this.#trace.origins, taint, key, at);
  }

  #concat(frame: Frame, parts: readonly (string | Expression)[]): Taint | undefined {
    const taints: (Taint | undefined)[] = [];
    const texts = parts.map((part) => {
      if (typeof part === 'string') return part;
      if (part.kind === 'text') return part.value;
      const taint = whole(this.read(frame, part));
      if (taint?.level) return UNKNOWN;
      taints.push(taint);
      return taint ? taint.text : UNKNOWN;
    });
    return joined(taints, texts);
  }

  #binary(frame: Frame, expression: Extract<Expression, { kind: 'binary' }>): Taint | undefined {
    const { operator, left, right } = expression;
    if (operator === '+') {
      const operands = operandsOf(expression);
      const taints = operands.map((part) => this.read(frame, part));
      if (operands.some(({ kind }) => kind === 'list') || taints.some((it) => it?.list))
        return chained(operands, taints);
      const parts = textParts(expression);
      return parts.length > 0 ? this.#concat(frame, parts) : (taints[0] ?? taints[1]);
    }
    const [a, b] = [this.read(frame, left), this.read(frame, right)];
    return combined(operator, left, a, b);
  }

  #object(
    frame: Frame,
    { properties, start, end }: Extract<Expression, { kind: 'object' }>,
  ): Taint | undefined {
    const parts = new Map<string, Taint>();
    for (const { key, value, spread } of properties) {
      const taint = this.read(frame, value);
      if (!taint) continue;
      if (spread && taint.level) return taint;
      if (spread) for (const [name, part] of taint.parts ?? []) parts.set(name, part);
      else if (key !== null) parts.set(key, taint);
    }
    return madeOf(parts, placeIn(frame, { start, end }));
  }

  #list(frame: Frame, items: readonly Expression[]): Taint | undefined {
    const taints = items.map((item) => this.read(frame, item));
    return listOf(items, taints, placeIn(frame, items[0] ?? { start: 0, end: 0 }));
  }

  #call(frame: Frame, call: Call): Taint | undefined {
    const { callee: written, args } = call;
    const name = lastName(written);
    const callee = calleeOf(this.#trace.sources, call, frame.module, frame.fn);
    const object = written.kind === 'member' ? this.read(frame, written.object) : undefined;
    if (written.kind === 'call') this.read(frame, written);
    const given = args.map(({ value }) =>
      value.kind === 'function' ? undefined : this.read(frame, value),
    );
    this.#callBacks(frame, call, object);
    // What the project does with it is seen inside.
    if (!this.#quiet && !callee.fn) {
      const read = (expression: Expression): Taint | undefined =>
        (this.#last.get(expression) ?? { taint: this.quietly(frame, expression) }).taint;
      for (const harm of harmsOf(call, callee, frame.module.language, read))
        this.#trace.harm(harm, call, frame);
    }
    const at = (span: Span): Place => placeIn(frame, span);
    const gotten = goArgument(this.#trace.origins, name, object, call, at);
    if (gotten !== null) return gotten;
    if (/^(?:push|append|unshift|extend|add|insert)$/.test(name) && written.kind === 'member')
      this.#grow(frame, written.object, given);
    if (callee.fn) return this.#ownCall(frame, call, callee.fn, given);
    const made = { name: name === '' ? callee.name : name, call, object, given };
    return throughLibrary(made, this.#trace.origins, (taint) => this.#rule(taint));
  }

  /** A function of the project. */
  #ownCall(
    frame: Frame,
    call: Call,
    { function: fn, module }: NonNullable<Callee['fn']>,
    given: readonly (Taint | undefined)[],
  ): Taint | undefined {
    const checks = isNamedCheck(fn.name);
    const args = checks ? given.map((taint) => taint && cleared(taint, ALL)) : given;
    const names = new Map<string, Taint>();
    for (const [binding, taint] of argumentsOf(fn, call, args)) {
      let part: Taint | undefined = taint;
      for (const key of binding.path)
        part = part && this.partOf(part, key, placeIn({ ...frame, module }, binding));
      if (part) names.set(binding.name, part);
    }
    const returned = this.#quiet ? undefined : this.#trace.enter(fn, module, names, frame, call);
    if (checks) for (const taint of given) if (taint) this.#rule(taint);
    // What was not followed far enough may be anything.
    return returned && checks && !returned.level ? cleared(returned, ALL) : returned;
  }

  #rule(taint: Taint): void {
    for (const part of taint.parts?.values() ?? [taint]) this.#trace.guards.rule(part, ALL);
  }

  /** `xs.map((x) => …)`: the function gets what the list holds. */
  #callBacks(frame: Frame, call: Call, object: Taint | undefined): void {
    if (this.#quiet) return;
    for (const { value } of call.args) {
      if (value.kind !== 'function') continue;
      const names = new Map<string, Taint>();
      const element = object && !object.level ? whole(object) : undefined;
      const [first] = value.function.params;
      if (element && first && first.name !== '') names.set(first.name, element);
      this.#trace.enter(value.function, frame.module, names, frame, undefined);
    }
  }

  #grow(frame: Frame, object: Expression, given: readonly (Taint | undefined)[]): void {
    const path = pathOf(object);
    const taint = worst(given.map(whole));
    if (path === null || !taint || taint.level) return;
    frame.names.set(path, grown(lookUp(frame, path), taint));
  }
}

function placeIn(
  { module }: Pick<Frame, 'module'>,
  { start, end }: { start: number; end: number },
): Place {
  return { file: module.path, span: { start, end } };
}
