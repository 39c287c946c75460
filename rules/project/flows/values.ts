import {
  type Call,
  type Expression,
  lastName,
  pathOf,
  textParts,
} from '../../source/expressions.ts';
import type { Place } from '../tools/tool.ts';
import { argumentsOf, formatted, pathText } from './calls.ts';
import { isNamedCheck, passes } from './clean.ts';
import { harmsOf } from './harm.ts';
import { type Callee, calleeOf } from './names.ts';
import { type Following, type Frame, lookUp } from './state.ts';
import { ALL, cleared, HOLE, type Taint, UNKNOWN, whole, withText, worst } from './taint.ts';

const PATTERNED = /^(?:replace|replaceAll|sub|ReplaceAllString|subn)$/;

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
        return object.level ? undefined : whole(object);
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
    const name = key.charAt(0).toLowerCase() + key.slice(1);
    if (taint.level === 'request') {
      if (name === 'params') return { ...taint, level: 'params' };
      return name === 'arguments' ? { ...taint, level: 'arguments' } : undefined;
    }
    if (taint.level === 'params')
      return name === 'arguments' ? { ...taint, level: 'arguments' } : undefined;
    if (taint.level === 'arguments') return this.#trace.origins.argument(key, at);
    if (taint.parts) return taint.parts.get(key);
    if (/^(?:length|size|byteLength|status)$/.test(key)) return undefined;
    return taint;
  }

  joined(taints: readonly (Taint | undefined)[], texts: readonly string[]): Taint | undefined {
    const found = worst(taints.map(whole));
    return found && withText(found, texts.join(''));
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
    return this.joined(taints, texts);
  }

  #binary(frame: Frame, expression: Extract<Expression, { kind: 'binary' }>): Taint | undefined {
    const { operator, left, right } = expression;
    if (operator === '+') {
      const parts = textParts(expression);
      if (parts.length > 0 && left.kind !== 'list' && right.kind !== 'list')
        return this.#concat(frame, parts);
    }
    const [a, b] = [this.read(frame, left), this.read(frame, right)];
    if (operator === '+') return a ?? b;
    // `base / name` of pathlib; `"… %s" % name`.
    if (operator === '/') return this.joined([a, b], [a?.text ?? UNKNOWN, '/', b?.text ?? UNKNOWN]);
    if (operator === '%' && left.kind === 'text' && b) {
      const given = b.parts ? [...b.parts.values()] : [b];
      return this.joined([b], [formatted(left.value, given)]);
    }
    if (/^(?:\?\?|\|\||or)$/.test(operator)) return worst([a, b]);
    return /^(?:&&|and)$/.test(operator) ? b : undefined;
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
    return this.#made(parts, frame, { start, end });
  }

  #list(frame: Frame, items: readonly Expression[]): Taint | undefined {
    const parts = new Map<string, Taint>();
    for (const [index, item] of items.entries()) {
      const taint = this.read(frame, item);
      if (taint) parts.set(String(index), taint);
    }
    const made = this.#made(parts, frame, items[0] ?? { start: 0, end: 0 });
    return made && { ...made, list: items[0]?.kind === 'text' ? 'constant-first' : 'open' };
  }

  #made(
    parts: ReadonlyMap<string, Taint>,
    frame: Frame,
    at: { start: number; end: number },
  ): Taint | undefined {
    const [first] = parts.values();
    if (!first) return undefined;
    return {
      parameter: first.parameter,
      origin: placeIn(frame, at),
      steps: [],
      cleared: 0,
      text: HOLE,
      parts,
    };
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
    const gotten = this.#goArgument(frame, name, object, call);
    if (gotten !== null) return gotten;
    if (/^(?:push|append|unshift|extend|add|insert)$/.test(name) && written.kind === 'member')
      this.#grow(frame, written.object, given);
    if (callee.fn) return this.#ownCall(frame, call, callee.fn, given);
    return this.#foreign(name, callee, call, object, given);
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

  #foreign(
    name: string,
    callee: Callee,
    call: Call,
    object: Taint | undefined,
    given: readonly (Taint | undefined)[],
  ): Taint | undefined {
    const kept = passes(name === '' ? callee.name : name);
    if (!kept) return undefined;
    if (kept === 'nothing') return undefined;
    if (kept.cleared === ALL) for (const taint of given) if (taint) this.#rule(taint);
    const [first] = given;
    // `Schema.parse(args)` gives the arguments back.
    if (first?.level && kept.cleared !== 0) return first;
    if (first?.level || object?.level)
      return /^(?:parse|get|cast|assign|loads)$/.test(name)
        ? this.#fromAll(first ?? object, name, call)
        : undefined;
    const values = [object, ...given].map(whole);
    const found = worst(values);
    if (!found) return undefined;
    const done = PATTERNED.test(name) ? ALL : kept.cleared;
    // The base of an address decides where it goes.
    if (name === 'URL' && call.args.length > 1 && !given[1]) return cleared(found, ALL);
    const text = pathText(name, call, object, given) ?? found.text;
    return cleared(withText(found, text), done);
  }

  #fromAll(taint: Taint | undefined, name: string, call: Call): Taint | undefined {
    const key = call.args[0]?.value;
    if (taint && name === 'get' && key?.kind === 'text')
      return this.partOf(taint, key.value, taint.origin);
    return name === 'get' ? undefined : taint;
  }

  /** `req.GetArguments()`, `req.GetString("name", "")`; null where it is none of these. */
  #goArgument(
    frame: Frame,
    name: string,
    object: Taint | undefined,
    call: Call,
  ): Taint | undefined | null {
    if (object?.level !== 'request') return null;
    if (name === 'GetArguments') return { ...object, level: 'arguments' };
    const key = call.args[0]?.value;
    if (!/^(?:Get|Require)(?:String|StringSlice)$/.test(name) || key?.kind !== 'text') return null;
    return this.#trace.origins.argument(key.value, placeIn(frame, key));
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
    const before = lookUp(frame, path);
    const parts = new Map(before?.parts ?? []);
    parts.set(`+${parts.size}`, taint);
    frame.names.set(path, { ...taint, parts, list: before?.list ?? 'constant-first' });
  }
}

function placeIn(
  { module }: Pick<Frame, 'module'>,
  { start, end }: { start: number; end: number },
): Place {
  return { file: module.path, span: { start, end } };
}
