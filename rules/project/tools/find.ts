import { type Call, type Expression, lastName } from '../../source/expressions.ts';
import type { SourceFunction, SourceModule } from '../../source/model.ts';
import { perModule } from '../../source/per-module.ts';
import { groupedBy } from '../../text/groups.ts';
import { frameOf } from '../names/classes.ts';
import { elementsOf } from '../names/elements.ts';
import { loopFrames } from '../names/loops.ts';
import { resolve } from '../names/resolve.ts';
import { type Sources, withBudget } from '../names/sources.ts';
import { type Frame, inside, type Value } from '../names/targets.ts';
import { classTool, decoratedMethod, fileTool } from './classes.ts';
import { complete } from './complete.ts';
import { definition, keyedDefinitions, mayDefine } from './definitions.ts';
import { answersForAll, dispatchers, dispatchOf, listers } from './dispatch.ts';
import { type Draft, functionIn, inFrame, objectIn, ofFunction } from './draft.ts';
import { goCall, goNewTool, goObject } from './go.ts';
import { mergeTools } from './merge.ts';
import { isProduct } from './product.ts';
import { decorated, mayMakeTools, pythonCall, pythonDefinition } from './python.ts';
import { decoratedIn, type Site, type Sites, sitesOf, siteValue } from './scan.ts';
import { fromConfig, mayRegister, scriptCall } from './scripts.ts';
import type { DynamicTools, Tool, ToolsFound } from './tool.ts';
import { Uses } from './used.ts';

/**
 * The tools that a project offers, in all styles of registration that are known here. Tests, examples and scripts
 * are not asked. Never throws; what only a run would tell is said in `dynamic`.
 */
export function findTools(given: Sources): ToolsFound {
  const sources = withBudget(given);
  const modules = [...sources.modules.values()].filter(({ path }) => isProduct(path));
  const drafts = modules.flatMap((module) => draftsOf(sources, module));
  const uses = new Uses(sources, modules);
  const alive = drafts.filter(({ held }) => !held || uses.has(held.name, held.file));
  const callers = new Callers(sources, modules);
  const found: Tool[] = [];
  const dynamic: DynamicTools[] = [];
  for (const draft of alive) {
    const tools = callers
      .drafts(draft)
      .flatMap((framed) => opened(sources, framed))
      .flatMap((single) => complete(sources, single) ?? []);
    found.push(...tools);
    if (tools.length === 0 && draft.style !== 'definition')
      dynamic.push({ at: draft.at, style: draft.style });
  }
  const asked = modules.flatMap((module) => candidatesIn(module).asked);
  const table = dispatchOf(sources, dispatchers(sources, asked, modules));
  const tools = mergeTools(found).map((tool) => {
    const handler = tool.handler ?? table.get(tool.name);
    return handler ? { ...tool, handler } : tool;
  });
  // A loop over definitions that were found is no secret, nor is a base class that registers its own.
  const defined = tools.some(({ style }) => /definition|class|file|literal/.test(style));
  if (tools.length > 0 || dynamic.length > 0) return { tools, dynamic: defined ? [] : dynamic };
  return { tools, dynamic: listers(asked, modules).map((at) => ({ at, style: 'definition' })) };
}

/** What may be a tool by how it is written, which is little of a file; and who is asked for all tools. */
const candidatesIn = perModule((module): Sites & { readonly asked: Sites['calls'] } => {
  const { calls, objects } = sitesOf(module);
  const asked = calls.filter(({ expression }) => answersForAll(lastName(expression.callee)));
  if (module.language === 'go') return { calls, objects, asked };
  const may = ({ expression }: Site<Call>): boolean =>
    module.language === 'python'
      ? mayMakeTools(expression)
      : mayRegister(lastName(expression.callee));
  return { calls: calls.filter(may), objects: objects.filter(mayDefine), asked };
});

function draftsOf(sources: Sources, module: SourceModule): readonly Draft[] {
  const { calls, objects } = candidatesIn(module);
  if (module.language === 'go') return goDrafts(sources, calls, objects);
  const python = module.language === 'python';
  const drafts: Draft[] = [];
  const add = (draft: Draft | undefined): void => {
    if (draft) drafts.push(draft);
  };
  for (const fn of decoratedIn(module))
    add(python ? decorated(sources, fn, module) : decoratedMethod(sources, fn, module));
  for (const site of calls) {
    if (python) drafts.push(...pythonCall(sources, site));
    add(python ? pythonDefinition(sources, site) : scriptCall(sources, site));
  }
  for (const site of objects) {
    add(definition(sources, site));
    if (!python) drafts.push(...keyedDefinitions(sources, site));
  }
  if (python) return drafts;
  for (const type of module.classes) add(classTool(sources, type, module));
  add(fileTool(sources, module));
  return drafts;
}

function goDrafts(
  sources: Sources,
  calls: Sites['calls'],
  objects: Sites['objects'],
): readonly Draft[] {
  const seen = new Set<Expression>();
  return [
    ...calls.flatMap((site) => goCall(sources, site, seen) ?? []),
    ...objects.flatMap((site) => goObject(sources, site, seen) ?? []),
    ...calls.flatMap((site) => goNewTool(sources, site, seen) ?? []),
  ];
}

/** A draft whose tool is a function: one for each function that its name goes through. */
function opened(sources: Sources, draft: Draft): readonly Draft[] {
  const { of, name, whole } = draft;
  const object = whole && objectIn(sources, whole);
  if (object) return [{ ...draft, ...fromConfig(sources, object) }];
  if (!of) return [draft];
  const target = resolve(sources, of);
  const one = target.kind === 'value' && target.expression.kind === 'function';
  return (one ? [of] : elementsOf(sources, of)).flatMap((item) => {
    const found = functionIn(sources, item);
    if (!found || found.function.name === '') return [];
    const { name: own, ...said } = ofFunction(found.function, found.file);
    return [{ ...said, ...draft, name: name === of ? own : name }];
  });
}

/** Tools that are made in a function which is given the name: one for each of its calls. */
class Callers {
  readonly #sources: Sources;
  readonly #modules: readonly SourceModule[];
  readonly #frames = new Map<SourceFunction, readonly Frame[]>();
  #byName: ReadonlyMap<string, readonly Site<Call>[]> | undefined;

  constructor(sources: Sources, modules: readonly SourceModule[]) {
    this.#sources = sources;
    this.#modules = modules;
  }

  /** What each call of a function gives it. */
  #callsOf(fn: SourceFunction): readonly Frame[] {
    const found = this.#frames.get(fn);
    if (found) return found;
    const frames = this.#named(fn.name).flatMap((site): readonly Frame[] => {
      const value: Value = siteValue(site);
      const callee = resolve(this.#sources, inside(value, site.expression.callee));
      const same =
        callee.kind === 'value' &&
        callee.expression.kind === 'function' &&
        callee.expression.function === fn;
      return same ? [frameOf(fn, site.expression, value)] : [];
    });
    this.#frames.set(fn, frames);
    return frames;
  }

  /** Few projects ask. */
  #named(name: string): readonly Site<Call>[] {
    this.#byName ??= groupedBy(
      this.#modules.flatMap((module) => sitesOf(module).calls),
      ({ expression }) => lastName(expression.callee),
    );
    return this.#byName.get(name) ?? [];
  }

  drafts(draft: Draft, hops = 0): readonly Draft[] {
    const open = draft.of ?? draft.name;
    if ('text' in open) return [draft];
    const target = resolve(this.#sources, open);
    if (hops > 2 || (target.kind === 'value' && /^(?:text|function)$/.test(target.expression.kind)))
      return [draft];
    const each = loopFrames(this.#sources, open);
    if (each.length > 0)
      return each.flatMap((frame) => this.drafts(inFrame(draft, frame), hops + 1));
    if (target.kind !== 'parameter' || target.function.name === '') return [draft];
    const made = this.#callsOf(target.function).flatMap((frame) =>
      this.drafts(inFrame(draft, frame), hops + 1),
    );
    return made.length > 0 ? made : [draft];
  }
}
