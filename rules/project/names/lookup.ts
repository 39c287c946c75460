import type { Import, SourceEvent, SourceFunction, SourceModule } from '../../source/model.ts';
import { perModule } from '../../source/per-module.ts';
import { groupedBy } from '../../text/groups.ts';
import { importedModules, siblings } from './modules.ts';
import type { Sources } from './sources.ts';
import { around, type Frame, functionValue, type Target, valueAt } from './targets.ts';

const MAX_HOPS = 12;

/** A target, and which part of it the name is: `{ a: { b } } = x` gives `b` the part `a.b` of `x`. */
export interface Found {
  readonly target: Target;
  readonly path: readonly string[];
  /** The name gets one element after the other of the target. */
  readonly element: boolean;
}

const whole = (target: Target): Found => ({ target, path: [], element: false });

/**
 * What a name means in a function: its own, those around it, the file's, the imported.
 *
 * @param position where it is used; the same name may mean another thing further down
 */
export function lookup(
  sources: Sources,
  name: string,
  module: SourceModule,
  scope: SourceFunction,
  frame?: Frame,
  position?: number,
): Found | undefined {
  for (let at: SourceFunction | undefined = scope; at; at = around(at, module)) {
    const found = local(name, module, at, frame, at === scope ? position : undefined);
    if (found) return found;
  }
  return topLevel(sources, name, module, 0);
}

function local(
  name: string,
  module: SourceModule,
  scope: SourceFunction,
  frame: Frame | undefined,
  position?: number,
): Found | undefined {
  const bound = frame?.function === scope ? frame.args.get(name) : undefined;
  if (bound) return whole(bound);
  const events = eventsFor(scope, name);
  const declared = chosen(events, position);
  const declares = events.some((event) => event.kind !== 'assign' || event.declares);
  if (declared && (declares || scope.kind === 'top')) {
    return fromEvent(declared, name, module, scope, frame);
  }
  for (const [place, parameter] of scope.params.entries()) {
    const binding = parameter.bindings.find((candidate) => candidate.name === name);
    if (!binding) continue;
    const args = frame?.function === scope ? frame.args : undefined;
    const given = args?.get(`#${place}`);
    if (given) return { target: given, path: binding.path, element: false };
    return whole({ kind: 'parameter', module, function: scope, parameter, path: binding.path });
  }
  return declared ? fromEvent(declared, name, module, scope, frame) : undefined;
}

/** Of several that give a value to a name, the last one before the place where it is used. */
function chosen(
  events: readonly SourceEvent[],
  position: number | undefined,
): SourceEvent | undefined {
  const declared = events.find((event) => event.kind !== 'assign' || event.declares);
  if (!declared || position === undefined || events.length === 1) return declared ?? events[0];
  const before = events.findLast((event) => event.kind === 'assign' && event.end <= position);
  return before ?? declared;
}

/** Names are looked up often and functions may be long: their events by name are kept as long as the function. */
const indexes = new WeakMap<SourceFunction, ReadonlyMap<string, readonly SourceEvent[]>>();

function eventsFor(scope: SourceFunction, name: string): readonly SourceEvent[] {
  let index = indexes.get(scope);
  if (!index) {
    const made = new Map<string, SourceEvent[]>();
    const add = (key: string, event: SourceEvent): void => {
      const list = made.get(key);
      if (list) list.push(event);
      else made.set(key, [event]);
    };
    for (const event of scope.events) {
      if (event.kind === 'assign' && event.update === undefined) {
        for (const binding of event.bindings) add(binding.name, event);
      } else if (event.kind === 'function' && event.function.owner === undefined) {
        add(event.function.name, event);
      } else if (event.kind === 'class') add(event.class.name, event);
    }
    index = made;
    indexes.set(scope, index);
  }
  return index.get(name) ?? [];
}

function fromEvent(
  event: SourceEvent,
  name: string,
  module: SourceModule,
  scope: SourceFunction,
  frame: Frame | undefined,
): Found | undefined {
  if (event.kind === 'function') return whole(functionValue(event.function, module));
  if (event.kind === 'class') return whole({ kind: 'class', module, class: event.class });
  if (event.kind !== 'assign') return undefined;
  const binding = event.bindings.find((candidate) => candidate.name === name);
  const target = valueAt(event.value, module, scope, frame);
  return { target, path: binding?.path ?? [], element: event.element };
}

/** Of several with one name the first counts. */
const importsByName = perModule(
  ({ imports }) => new Map(imports.toReversed().map((each) => [each.local, each])),
);

const exportsByName = perModule(({ exports }) => groupedBy(exports, ({ name }) => name));

/** A name of a file's top, also through what it imports or, in Go, of the files beside it. */
export function topLevel(
  sources: Sources,
  name: string,
  module: SourceModule,
  hops: number,
): Found | undefined {
  if (hops > MAX_HOPS) return undefined;
  for (const sibling of siblings(sources, module)) {
    const found = local(name, sibling, sibling.top, undefined);
    if (found) return found;
  }
  const named = importsByName(module).get(name);
  if (named) return whole(imported(sources, named, module, hops));
  for (const star of module.imports) {
    if (star.name !== '*' || star.local !== '*') continue;
    for (const other of importedModules(sources, module, star.from)) {
      const found = topLevel(sources, name, other, hops + 1);
      if (found) return found;
    }
  }
  return undefined;
}

function imported(sources: Sources, named: Import, module: SourceModule, hops: number): Target {
  const modules = importedModules(sources, module, named.from);
  const external: Target = { kind: 'external', from: named.from, name: named.name };
  if (named.name === '*') return modules.length > 0 ? { kind: 'module', modules } : external;
  for (const other of modules) {
    const found = exported(sources, named.name, other, hops + 1);
    if (found && found.path.length === 0 && !found.element) return found.target;
  }
  // `from . import x`: x may be a file.
  const dot = named.from.endsWith('.') ? '' : '.';
  const file =
    module.language === 'python'
      ? importedModules(sources, module, `${named.from}${dot}${named.name}`)
      : [];
  if (file.length > 0) return { kind: 'module', modules: file };
  return external;
}

/** What a file gives to others under a name. */
export function exported(
  sources: Sources,
  name: string,
  module: SourceModule,
  hops = 0,
): Found | undefined {
  if (hops > MAX_HOPS) return undefined;
  if (module.language === 'python' || module.language === 'go') {
    return topLevel(sources, name, module, hops);
  }
  for (const out of exportsByName(module).get(name) ?? []) {
    if (out.from !== undefined) {
      const modules = importedModules(sources, module, out.from);
      if (out.local === '*') return whole({ kind: 'module', modules });
      for (const other of modules) {
        const found = exported(sources, out.local ?? name, other, hops + 1);
        if (found) return found;
      }
    } else if (out.local !== undefined) {
      const found = topLevel(sources, out.local, module, hops + 1);
      if (found) return found;
    } else if (out.value) return whole(valueAt(out.value, module));
  }
  for (const out of exportsByName(module).get('*') ?? []) {
    if (out.from === undefined) continue;
    for (const other of importedModules(sources, module, out.from)) {
      const found = exported(sources, name, other, hops + 1);
      if (found) return found;
    }
  }
  return undefined;
}
