import type { SourceFunction } from '../../source/model.ts';
import { perModule } from '../../source/per-module.ts';
import type { CallSite } from '../code/sites.ts';
import { around, inside, valueAt } from '../names/targets.ts';
import { functionIn } from '../tools/draft.ts';
import type { Place } from '../tools/tool.ts';
import { at, type Code, pathsIn } from './code.ts';

const JAVASCRIPT = /^console\.(?:log|info|debug|table|dir)$|^process\.stdout\.write$/;
const PYTHON = /^(?:print|sys\.stdout\.write)$/;
const GO = /^fmt\.Print(?:f|ln)?$/;
/** Functions that a person calls from a shell. */
const SHELL =
  /^(?:main|cli|usage|help|setup|install|init|print\w*|show\w*|run_?cli|login|logout|version|parse_?args)$/i;

/** A write to standard output that a tool reaches. */
export interface StdoutWrite {
  readonly site: CallSite;
  readonly at: Place;
  /** The name of a tool that reaches it. */
  readonly tool: string;
  /** The calls that lead there, the first one in the tool. */
  readonly steps: readonly Place[];
}

/**
 * Writes to standard output in what a tool of a stdio server runs: its client takes them for messages. Only calls
 * from the handlers of tools are followed, so nothing is said of programs that print before they serve.
 */
export function stdoutWrites(code: Code): readonly StdoutWrite[] {
  const found = known.get(code) ?? findWrites(code);
  known.set(code, found);
  return found;
}

/** A rule asks and an item of the list does. */
const known = new WeakMap<Code, readonly StdoutWrite[]>();

function findWrites(code: Code): readonly StdoutWrite[] {
  const { project } = code;
  if (!project.transports.some(({ kind }) => kind === 'stdio')) return [];
  const written = code
    .each('writes to standard output', ({ calls }) => calls.filter(writes))
    .filter((site) => project.modes.get(site.module.path)?.has('stdio') && !isElsewhere(site));
  if (written.length === 0 || code.modules.some(replacesConsole)) return [];
  const reached = reachedByTools(code);
  return written.flatMap((site): readonly StdoutWrite[] => {
    const { module, scope, call } = site;
    for (let fn: SourceFunction | undefined = scope; fn; fn = around(fn, module)) {
      const way = reached.get(fn);
      if (way) return [{ site, at: at(module, call), tool: way.tool, steps: stepsOf(way) }];
    }
    return [];
  });
}

/** How a tool reaches a function. */
interface Way {
  readonly tool: string;
  readonly step: Place | null;
  readonly before: Way | null;
}

function stepsOf(way: Way): readonly Place[] {
  const steps: Place[] = [];
  for (let it: Way | null = way; it; it = it.before) if (it.step) steps.push(it.step);
  return steps.reverse();
}

/** In a branch that only a test runner, a terminal or another transport takes, as far as its words say. */
function isElsewhere({ scope, call }: CallSite): boolean {
  return scope.events.some(
    (event) =>
      event.kind === 'test' &&
      ((event.whenTrue.start <= call.start && call.end <= event.whenTrue.end) ||
        (event.whenFalse &&
          event.whenFalse.start <= call.start &&
          call.end <= event.whenFalse.end)) &&
      pathsIn(event.test).some((path) =>
        /jest|vitest|pytest|tty|stdio|transport|http|sse/i.test(path),
      ),
  );
}

function writes({ path, call, module }: CallSite): boolean {
  if (module.language === 'go') return GO.test(path);
  if (module.language !== 'python') return JAVASCRIPT.test(path);
  return PYTHON.test(path) && !call.args.some(({ name }) => name === 'file');
}

/** `console.log = console.error`: what is written then goes elsewhere. */
const replacesConsole = perModule((module) =>
  [module.top, ...module.functions].some(({ events }) =>
    events.some(
      (event) =>
        event.kind === 'expression' &&
        event.value.kind === 'assign' &&
        event.value.target.kind === 'member' &&
        ((event.value.target.object.kind === 'id' &&
          event.value.target.object.name === 'console') ||
          event.value.target.name === 'console'),
    ),
  ),
);

/** The handlers of tools and everything they call by a name that can be followed. */
function reachedByTools(code: Code): ReadonlyMap<SourceFunction, Way> {
  const { project } = code;
  const callsIn = new Map<SourceFunction, CallSite[]>();
  for (const site of project.code.calls) {
    const list = callsIn.get(site.scope);
    if (list) list.push(site);
    else callsIn.set(site.scope, [site]);
  }
  const inner = new Map<SourceFunction, SourceFunction[]>();
  for (const module of code.modules) {
    for (const fn of module.functions) {
      const outer = around(fn, module);
      if (!outer) continue;
      const list = inner.get(outer);
      if (list) list.push(fn);
      else inner.set(outer, [fn]);
    }
  }
  const seen = new Map<SourceFunction, Way>();
  const open: (readonly [SourceFunction, Way])[] = project.tools.flatMap(({ handler, name }) =>
    handler ? [[handler.function, { tool: name, step: null, before: null }] as const] : [],
  );
  for (let next = open.pop(); next && seen.size < 5_000; next = open.pop()) {
    const [fn, way] = next;
    if (seen.has(fn) || SHELL.test(fn.name)) continue;
    seen.set(fn, way);
    for (const each of inner.get(fn) ?? []) open.push([each, way]);
    for (const site of callsIn.get(fn) ?? []) {
      const target = called(code, site);
      const step = at(site.module, site.call);
      if (target) open.push([target, { tool: way.tool, step, before: way }]);
    }
  }
  return seen;
}

function called(code: Code, { call, module, scope }: CallSite): SourceFunction | undefined {
  const value = valueAt(call, module, scope);
  const found = functionIn(code.project.sources, inside(value, call.callee));
  return found && isOwn(code, found.file) ? found.function : undefined;
}

function isOwn(code: Code, file: string): boolean {
  return code.project.roles.get(file) === 'server';
}
