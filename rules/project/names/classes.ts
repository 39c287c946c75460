import type { Call, Expression } from '../../source/expressions.ts';
import type { SourceClass, SourceFunction, SourceModule } from '../../source/model.ts';
import { siblings } from './modules.ts';
import type { Sources } from './sources.ts';
import { type Frame, inside, type Value, valueAt } from './targets.ts';

/** Methods of a class; in Go they stand beside it, in any file of the package. */
export function methodsOf(
  sources: Sources,
  type: SourceClass,
  module: SourceModule,
): readonly { readonly fn: SourceFunction; readonly module: SourceModule }[] {
  if (module.language !== 'go') return type.methods.map((fn) => ({ fn, module }));
  return siblings(sources, module).flatMap((file) =>
    file.functions.filter(({ owner }) => owner === type.name).map((fn) => ({ fn, module: file })),
  );
}

function isNothing(value: Expression): boolean {
  const first = value.kind === 'list' ? value.items[0] : value;
  return first?.kind === 'literal';
}

/** `this.name = value` in a constructor or `__init__`. */
export function constructed(
  type: SourceClass,
  module: SourceModule,
  name: string,
): Value | undefined {
  for (const method of type.methods) {
    if (!isConstructor(method)) continue;
    for (const event of method.events) {
      const assign = event.kind === 'expression' ? event.value : undefined;
      if (assign?.kind !== 'assign' || assign.target.kind !== 'member') continue;
      const { object, name: stored } = assign.target;
      if (stored === name && object.kind === 'id' && /^(?:this|self)$/.test(object.name)) {
        return valueAt(assign.value, module, method);
      }
    }
  }
  return undefined;
}

/** The class that the code of a value belongs to. */
export function ownerOf(
  sources: Sources,
  value: Pick<Value, 'module' | 'scope'>,
): { readonly module: SourceModule; readonly class: SourceClass } | undefined {
  for (let at: SourceFunction | undefined = value.scope; at; at = at.outer) {
    if (at.owner === undefined) continue;
    const { owner } = at;
    for (const module of siblings(sources, value.module)) {
      const found = module.classes.find(({ name }) => name === owner);
      if (found) return { module, class: found };
    }
  }
  return undefined;
}

/** What the parameters of a function are in one call of it. */
export function frameOf(fn: SourceFunction, call: Call, at: Value): Frame {
  const args = new Map<string, Value>();
  const skip = fn.owner !== undefined && /^(?:self|cls)$/.test(fn.params[0]?.name ?? '') ? 1 : 0;
  let place = skip;
  for (const { name, value } of call.args) {
    const parameter = name === undefined ? fn.params[place] : undefined;
    if (name === undefined) place += 1;
    // A pattern has no name: its argument is kept by its place.
    const key = name ?? (parameter?.name || `#${place - 1}`);
    args.set(key, inside(at, value));
  }
  return { function: fn, args };
}

/** The values that a function returns, without nothing (`nil, err` of Go is nothing). */
export function returnsOf(fn: SourceFunction): readonly Expression[] {
  return fn.events.flatMap((event) =>
    event.kind === 'return' && event.value && !isNothing(event.value) ? [event.value] : [],
  );
}

/** What a class hands to the constructor of its base: `super().__init__("x")`, `super("x")`. */
export function superFrame(
  type: SourceClass,
  module: SourceModule,
  base: SourceFunction,
): Frame | undefined {
  if (!isConstructor(base)) return undefined;
  const own = type.methods.find(isConstructor);
  for (const event of own?.events ?? []) {
    if (event.kind !== 'expression' || event.value.kind !== 'call' || !own) continue;
    const { callee } = event.value;
    const python = callee.kind === 'member' && callee.name === '__init__';
    if (python || (callee.kind === 'id' && callee.name === 'super')) {
      return frameOf(base, event.value, valueAt(event.value, module, own));
    }
  }
  return undefined;
}

function isConstructor({ name }: SourceFunction): boolean {
  return name === 'constructor' || name === '__init__';
}
