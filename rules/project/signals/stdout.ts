import type { SourceFunction } from '../../source/model.ts';
import type { CallSite } from '../code/sites.ts';
import { inside, valueAt } from '../names/targets.ts';
import { functionIn } from '../tools/draft.ts';
import type { Place } from '../tools/tool.ts';
import { at, type Code } from './code.ts';

const JAVASCRIPT = /^console\.(?:log|info|debug|table|dir)$|^process\.stdout\.write$/;
const PYTHON = /^(?:print|sys\.stdout\.write)$/;
const GO = /^fmt\.Print(?:f|ln)?$/;
/** Functions that a person calls from a shell. */
const SHELL =
  /^(?:main|cli|usage|help|setup|install|init|print\w*|show\w*|run_?cli|login|logout|version|parse_?args)$/i;

/**
 * Writes to standard output in what a tool of a stdio server runs: its client takes them for messages. Only calls
 * from the handlers of tools are followed, so nothing is said of programs that print before they serve.
 */
export function stdoutWrites(code: Code): readonly Place[] {
  const { project } = code;
  if (!project.transports.some(({ kind }) => kind === 'stdio') || replacesConsole(code)) return [];
  const reached = reachedByTools(code);
  return project.code.calls
    .filter((site) => {
      const { module, scope } = site;
      if (!project.modes.get(module.path)?.has('stdio') || !writes(site)) return false;
      for (let fn: SourceFunction | undefined = scope; fn; fn = fn.outer)
        if (reached.has(fn)) return true;
      return false;
    })
    .map(({ call, module }) => at(module, call));
}

function writes({ path, call, module }: CallSite): boolean {
  if (module.language === 'go') return GO.test(path);
  if (module.language !== 'python') return JAVASCRIPT.test(path);
  return PYTHON.test(path) && !call.args.some(({ name }) => name === 'file');
}

/** `console.log = console.error`: what is written then goes elsewhere. */
function replacesConsole(code: Code): boolean {
  return code.modules.some((module) =>
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
}

/** The handlers of tools and everything they call by a name that can be followed. */
function reachedByTools(code: Code): ReadonlySet<SourceFunction> {
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
      if (!fn.outer) continue;
      const list = inner.get(fn.outer);
      if (list) list.push(fn);
      else inner.set(fn.outer, [fn]);
    }
  }
  const seen = new Set<SourceFunction>();
  const open: SourceFunction[] = project.tools.flatMap(({ handler }) => handler?.function ?? []);
  for (let next = open.pop(); next && seen.size < 5_000; next = open.pop()) {
    if (seen.has(next) || SHELL.test(next.name)) continue;
    seen.add(next);
    open.push(...(inner.get(next) ?? []));
    for (const site of callsIn.get(next) ?? []) {
      const target = called(code, site);
      if (target) open.push(target);
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
