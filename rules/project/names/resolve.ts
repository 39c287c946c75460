import type { Call, Index, Member } from '../../source/expressions.ts';
import type { SourceClass, SourceModule } from '../../source/model.ts';
import { constructed, frameOf, methodsOf, ownerOf, returnsOf, superFrame } from './classes.ts';
import { required } from './loads.ts';
import { exported, type Found, lookup } from './lookup.ts';
import type { Sources } from './sources.ts';
import { functionValue, inside, joinedText, type Target, type Value, valueAt } from './targets.ts';

const MAX_STEPS = 24;

/**
 * What an expression is in the end, followed through names, members, imports, fields and functions that return one
 * value: a literal, an object, a function, a class … or the expression itself, when nothing more is known of it.
 */
export function resolve(sources: Sources, value: Value, steps = 0): Target {
  sources.work.left -= 1;
  if (steps > MAX_STEPS || sources.work.left < 0) return value;
  const { expression } = value;
  const next = (found: Target | undefined): Target => {
    if (!found) return value;
    return found.kind === 'value' && found !== value ? resolve(sources, found, steps + 1) : found;
  };
  switch (expression.kind) {
    case 'id':
      return next(named(sources, value, expression.name, steps));
    case 'member':
      return next(member(sources, value, expression, steps));
    case 'index':
      return next(indexed(sources, value, expression, steps));
    case 'call':
      return next(called(sources, value, expression, steps));
    case 'binary':
      return next(chosen(sources, value, steps));
    case 'template':
      return next(constant(sources, value, steps));
    case 'conditional':
      return next(inside(value, expression.whenTrue));
    default:
      return value;
  }
}

function named(sources: Sources, value: Value, name: string, steps: number): Target | undefined {
  if (name === 'this' || name === 'self' || name === 'cls') {
    const owner = ownerOf(sources, value);
    return owner ? { kind: 'class', ...owner } : undefined;
  }
  const { module, scope, frame, expression } = value;
  const found = lookup(sources, name, module, scope, frame, expression.start);
  return found ? partOf(sources, found, steps) : undefined;
}

/** The part of a target that a pattern takes out of it. */
function partOf(sources: Sources, found: Found, steps: number): Target | undefined {
  if (found.element) return undefined;
  let { target } = found;
  for (const key of found.path) {
    if (steps > MAX_STEPS) return undefined;
    const object = target.kind === 'value' ? resolve(sources, target, steps + 1) : target;
    const part = memberOf(sources, object, key, steps + 1);
    if (!part) return undefined;
    target = part;
  }
  return target;
}

/** `object["name"]` is `object.name`. */
function indexed(
  sources: Sources,
  value: Value,
  { object, index }: Index,
  steps: number,
): Target | undefined {
  if (index.kind !== 'text') return undefined;
  return memberOf(sources, resolve(sources, inside(value, object), steps + 1), index.value, steps);
}

function member(
  sources: Sources,
  value: Value,
  expression: Member,
  steps: number,
): Target | undefined {
  const object = resolve(sources, inside(value, expression.object), steps + 1);
  // `Enum.MEMBER.value` of Python is what the member is.
  if (expression.name === 'value' && object.kind === 'value' && object.expression.kind === 'text') {
    return object;
  }
  return memberOf(sources, object, expression.name, steps);
}

/** `object.name`, of whatever the object is. */
export function memberOf(
  sources: Sources,
  object: Target,
  name: string,
  steps = 0,
): Target | undefined {
  if (steps > MAX_STEPS) return undefined;
  if (object.kind === 'module') {
    for (const module of object.modules) {
      const found = exported(sources, name, module);
      if (found) return partOf(sources, found, steps + 1);
    }
    return undefined;
  }
  if (object.kind === 'external') {
    const whole = object.name === '*' ? name : `${object.name}.${name}`;
    return { kind: 'external', from: object.from, name: whole };
  }
  if (object.kind === 'class') return ofClass(sources, object.class, object.module, name, steps);
  if (object.kind !== 'value') return undefined;
  const { expression } = object;
  if (expression.kind === 'object') {
    return ofObject(sources, object, name, steps) ?? ofStruct(sources, object, name, steps);
  }
  if (expression.kind === 'list') {
    const item = expression.items[Number(name)];
    return item ? inside(object, item) : undefined;
  }
  if (expression.kind !== 'call') return undefined;
  // An instance has the fields of its class; what takes one object gives something like it back.
  const made = resolve(sources, inside(object, expression.callee), steps + 1);
  if (made.kind === 'class') return ofClass(sources, made.class, made.module, name, steps + 1);
  const given = expression.args[0]?.value;
  return given?.kind === 'object'
    ? ofObject(sources, inside(object, given), name, steps + 1)
    : undefined;
}

/** A method of the type that a Go literal is written with. */
function ofStruct(
  sources: Sources,
  { module, expression }: Value,
  name: string,
  steps: number,
): Target | undefined {
  const type = expression.kind === 'object' ? (expression.type ?? '') : '';
  const found = /^\w+$/.test(type) ? lookup(sources, type, module, module.top)?.target : undefined;
  if (found?.kind !== 'class') return undefined;
  return ofClass(sources, found.class, found.module, name, steps + 1);
}

function ofObject(
  sources: Sources,
  object: Value,
  name: string,
  steps: number,
): Target | undefined {
  const { expression } = object;
  if (expression.kind !== 'object') return undefined;
  for (const property of expression.properties.toReversed()) {
    if (property.key === name) return inside(object, property.value);
    if (!property.spread) continue;
    const other = resolve(sources, inside(object, property.value), steps + 1);
    const found =
      other.kind === 'value' && other.expression.kind !== 'object'
        ? undefined
        : memberOf(sources, other, name, steps + 1);
    if (found) return found;
  }
  return undefined;
}

/** A field, what a constructor gives it, or a method; of the class or of those it extends. */
export function ofClass(
  sources: Sources,
  type: SourceClass,
  module: SourceModule,
  name: string,
  steps = 0,
): Target | undefined {
  if (steps > MAX_STEPS) return undefined;
  const field = type.fields.find((candidate) => candidate.name === name && candidate.value);
  if (field?.value) return valueAt(field.value, module);
  const method = methodsOf(sources, type, module).find(({ fn }) => fn.name === name);
  if (method) {
    const returned = method.fn.kind === 'getter' ? returnsOf(method.fn)[0] : undefined;
    return returned
      ? valueAt(returned, method.module, method.fn)
      : functionValue(method.fn, method.module);
  }
  const given = constructed(type, module, name);
  if (given) return given;
  for (const base of type.bases) {
    const target = resolve(sources, valueAt(base, module), steps + 1);
    if (target.kind !== 'class' || target.class === type) continue;
    const found = ofClass(sources, target.class, target.module, name, steps + 1);
    if (found?.kind !== 'value') {
      if (found) return found;
      continue;
    }
    const frame = superFrame(type, module, found.scope);
    return frame ? { ...found, frame } : found;
  }
  return undefined;
}

/** What a function of the project gives back, when that is one thing. */
function called(sources: Sources, value: Value, call: Call, steps: number): Target | undefined {
  if (call.form !== 'call') return undefined;
  const loaded = required(sources, value, call);
  if (loaded) return loaded;
  if (call.callee.kind === 'member' && call.callee.name === 'freeze') {
    const frozen = call.args[0]?.value;
    return frozen ? inside(value, frozen) : undefined;
  }
  const target = resolve(sources, inside(value, call.callee), steps + 1);
  if (target.kind !== 'value' || target.expression.kind !== 'function') return undefined;
  const fn = target.expression.function;
  const frame = frameOf(fn, call, value);
  const returned = returnsOf(fn).map((each) => valueAt(each, target.module, fn, frame));
  const [first] = returned;
  if (
    !first ||
    returned.length === 1 ||
    /^(?:object|call|list|function)$/.test(first.expression.kind)
  )
    return first;
  // Of two names nobody knows which, unless the other one is empty: an override that nobody set.
  const texts = returned.filter((each) => textOf(sources, each, steps + 1) !== '');
  return texts.length === 1 ? texts[0] : undefined;
}

/** `given ?? "default"`, `"a" + "b"`. */
function chosen(sources: Sources, value: Value, steps: number): Target | undefined {
  const { expression } = value;
  if (expression.kind !== 'binary') return undefined;
  if (/^(?:\?\?|\|\||or)$/.test(expression.operator)) {
    const left = resolve(sources, inside(value, expression.left), steps + 1);
    const known =
      left.kind === 'value' && /^(?:text|object|list|function)$/.test(left.expression.kind);
    return known ? left : inside(value, expression.right);
  }
  return constant(sources, value, steps);
}

/** A string put together from constants. */
function constant(sources: Sources, value: Value, steps: number): Value | undefined {
  return joinedText(value, (part) => textOf(sources, part, steps + 1));
}

/** The string that an expression is, or null when it is none or nobody knows. */
export function textOf(sources: Sources, value: Value, steps = 0): string | null {
  const target = resolve(sources, value, steps);
  return target.kind === 'value' && target.expression.kind === 'text'
    ? target.expression.value
    : null;
}
