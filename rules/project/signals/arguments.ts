import { type Expression, lastName, pathOf, visit } from '../../source/expressions.ts';
import type { SourceFunction, SourceModule } from '../../source/model.ts';
import type { CallSite } from '../code/sites.ts';
import { inside, valueAt } from '../names/targets.ts';
import { functionIn } from '../tools/draft.ts';
import { rootsOf } from '../tools/scan.ts';
import type { Place } from '../tools/tool.ts';
import { at, type Code } from './code.ts';

/** Functions and methods that hold a value against what it should be. */
const CHECKS =
  /^(?:parse|safeParse|parseAsync|safeParseAsync|validate\w*|assert\w*|Check|Parse|decode\w*|create|check\w*|ensure\w*|require\w*|is[A-Z]\w*|verify\w*|coerce\w*|sanitize\w*)$/;
const NOT_CHECKS =
  /^(?:JSON|Date|path|url|URL|querystring|Array|Number|Object|Buffer|fs|yaml|YAML)\./;
const ARGUMENTS =
  /^(?:args|arguments|params|input|rawArgs|toolArgs|callArgs|parameters|request|req|toolInput|arguments_)$/i;
const MAX_HOPS = 3;

/**
 * Where a handler of `tools/call` of the low-level server takes arguments that neither it nor what it calls checks.
 * One check anywhere on the way is enough to say nothing: which tool it is for is not known.
 */
export function uncheckedArguments(code: Code): readonly Place[] {
  const { project } = code;
  const takes = project.tools.some(({ schema }) => (schema?.parameters.length ?? 0) > 0);
  if (!takes) return [];
  return code.named('setRequestHandler').flatMap((site): readonly Place[] => {
    const [on, given] = site.call.args;
    const what = on?.value.kind === 'text' ? on.value.value : lastName(on?.value);
    if (!given || !/^(?:CallToolRequestSchema|tools\/call)$/.test(what)) return [];
    const value = valueAt(given.value, site.module, site.scope);
    const found = functionIn(project.sources, inside(value, given.value));
    const module = found && project.sources.modules.get(found.file);
    if (!found || !module) return [];
    const place = taken(module, found.function);
    if (!place || checksIn(code, module, found.function, 0, new Set())) return [];
    return [place];
  });
}

/** The first `request.params.arguments`, or the pattern that takes `arguments` out of `request.params`. */
function taken(module: SourceModule, fn: SourceFunction): Place | undefined {
  for (const scope of withInner(module, fn)) {
    for (const event of scope.events) {
      if (event.kind === 'assign') {
        const bound = event.bindings.find(({ path }) => path.at(-1) === 'arguments');
        if (bound && /(?:^|\.)(?:params|request|req)$/.test(pathOf(event.value) ?? ''))
          return at(module, bound);
      }
      for (const root of rootsOf(event)) {
        let found: Expression | undefined;
        visit(root, (part) => {
          if (!found && part.kind === 'member' && /\bparams\.arguments$/.test(pathOf(part) ?? ''))
            found = part;
        });
        if (found) return at(module, found);
      }
    }
  }
  return undefined;
}

function withInner(module: SourceModule, fn: SourceFunction): readonly SourceFunction[] {
  return [
    fn,
    ...module.functions.filter(
      (each) => each.start >= fn.start && each.end <= fn.end && each !== fn,
    ),
  ];
}

/** What makes one type of whatever it is given. */
const CASTS = /^(?:String|Number|Boolean|parseInt|parseFloat|Number\.parse(?:Int|Float))$/;

/** One of the arguments: `args.id`, `request.params.arguments?.id ?? ""`. */
function isOne(value: Expression): boolean {
  if (value.kind === 'binary') return isOne(value.left);
  return value.kind === 'member' && ARGUMENTS.test(lastName(value.object));
}

/** All arguments, also with something in their place: `args ?? {}`. */
function isArguments(value: Expression): boolean {
  const given = value.kind === 'binary' ? value.left : value;
  // `args.params ?? []` is one of them.
  if (given !== value && given.kind === 'member' && given.name !== 'arguments') return false;
  return ARGUMENTS.test(lastName(given));
}

/** Whether a function, or one that it calls, holds arguments against a schema or a type. */
function checksIn(
  code: Code,
  module: SourceModule,
  fn: SourceFunction,
  hops: number,
  seen: Set<SourceFunction>,
): boolean {
  if (seen.has(fn)) return false;
  seen.add(fn);
  for (const scope of withInner(module, fn)) {
    for (const event of scope.events) {
      for (const root of rootsOf(event)) {
        if (checks(code, { module, scope }, root, hops, seen)) return true;
      }
    }
  }
  return false;
}

function checks(
  code: Code,
  { module, scope }: Pick<CallSite, 'module' | 'scope'>,
  root: Expression,
  hops: number,
  seen: Set<SourceFunction>,
): boolean {
  let found = false;
  visit(root, (part) => {
    if (found) return false;
    if (part.kind === 'unary' && part.operator === 'typeof') found = true;
    if (part.kind !== 'call') return true;
    const name = lastName(part.callee);
    const path = pathOf(part.callee) ?? `?.${name}`;
    if (CHECKS.test(name) && !NOT_CHECKS.test(path) && part.args.length > 0) found = true;
    if (CASTS.test(path) && part.args.some(({ value }) => isOne(value))) found = true;
    // What becomes of arguments that leave the project, or go through a name that only a run tells, is not known.
    const hands = part.args.some(({ value }) => isArguments(value));
    if (found || !hands) return !found;
    const value = valueAt(part.callee, module, scope);
    const target = functionIn(code.project.sources, value);
    const inModule = target && code.project.sources.modules.get(target.file);
    if (!target || !inModule) found = true;
    else if (hops < MAX_HOPS) found = checksIn(code, inModule, target.function, hops + 1, seen);
    return !found;
  });
  return found;
}
