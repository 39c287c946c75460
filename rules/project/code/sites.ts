import { type Call, type Expression, lastName, pathOf, visit } from '../../source/expressions.ts';
import { openFunction } from '../../source/lowering.ts';
import type { ModulePart, SourceFunction, SourceModule } from '../../source/model.ts';
import { type Value, valueAt } from '../names/targets.ts';
import { classRoots, eventRoots, expressionRoots, scopeRoots } from '../tools/scan.ts';
import type { Place } from '../tools/tool.ts';

/** A call, with what it is called by. */
export interface CallSite {
  readonly call: Call;
  /** `server.listen`; of `make().listen` it is `?.listen`. */
  readonly path: string;
  /** `listen`. */
  readonly name: string;
  readonly module: SourceModule;
  readonly scope: SourceFunction;
}

/** A string in the code, put together or not. */
export interface TextSite {
  readonly expression: Extract<Expression, { kind: 'text' | 'template' }>;
  /** The text; a gap is `\u0000`. */
  readonly text: string;
  readonly module: SourceModule;
  readonly scope: SourceFunction;
}

/** An assignment, member or name that was met; what few criteria ask is found through these. */
export interface Sites {
  readonly module: SourceModule;
  readonly calls: readonly CallSite[];
  readonly texts: readonly TextSite[];
  /** `a.b.c` of names and members, the outermost only, with what stands around it. */
  readonly paths: readonly PathSite[];
  /** Keys of objects and keyword arguments. */
  readonly keys: readonly KeySite[];
  /** Whether something is looked up in what is called an environment: `env["X"]`. */
  readonly indexesEnvironment: boolean;
  /** Of a file that is typed in: what was met in those of its parts that an earlier version had as well. */
  readonly parts?: ReadonlyMap<ModulePart, PartSites | undefined>;
}

export interface PathSite {
  readonly path: string;
  readonly expression: Expression;
  readonly module: SourceModule;
  readonly scope: SourceFunction;
}

export interface KeySite {
  readonly key: string;
  readonly value: Expression;
  /** Of the key and its value. */
  readonly start: number;
  readonly end: number;
  readonly module: SourceModule;
  readonly scope: SourceFunction;
}

/**
 * Everything of a module that facts are made of, in one pass over it.
 *
 * @param last of an earlier version: what was met in parts that stayed the same is taken from there
 */
export function sitesIn(module: SourceModule, last?: Sites): Sites {
  const sites = new Gathering(module);
  if (!module.parts) {
    expressionRoots(module, sites.add);
    return sites.all;
  }
  const { top } = module;
  const parts = new Map<ModulePart, PartSites | undefined>();
  for (const part of module.parts) parts.set(part, stayedIn(part, last));
  for (const [{ events }, stayed] of parts) {
    if (stayed) sites.addAll(stayed.atTop);
    else for (const event of events) eventRoots(event, top, sites.add);
  }
  for (const [{ functions }, stayed] of parts) {
    if (stayed) sites.addAll(stayed.inFunctions);
    else for (const fn of functions) scopeRoots(fn, top, sites.add);
  }
  for (const [{ classes }, stayed] of parts) {
    if (stayed) sites.addAll(stayed.inClasses);
    else for (const type of classes) classRoots(type, top, sites.add);
  }
  return { ...sites.all, parts };
}

/** What was met in a part that has stayed the same; with each key there are others behind it that have not. */
function stayedIn(part: ModulePart, last: Sites | undefined): PartSites | undefined {
  return last?.parts?.has(part) ? (last.parts.get(part) ?? sitesOfPart(part)) : undefined;
}

/** What was met in some statements at the top of a file; which version of the file they stand in is left open. */
interface PartSites {
  readonly atTop: Sites;
  readonly inFunctions: Sites;
  readonly inClasses: Sites;
}

/** Stands for a version of a file, and its top for that of the file. */
const ANY: SourceModule = {
  path: '',
  language: 'typescript',
  imports: [],
  exports: [],
  top: openFunction('top', { start: 0, end: 0 }),
  functions: [],
  classes: [],
  errors: [],
  comments: [],
};

function sitesOfPart(part: ModulePart): PartSites {
  const { top } = ANY;
  const atTop = new Gathering(ANY);
  const inFunctions = new Gathering(ANY);
  const inClasses = new Gathering(ANY);
  for (const event of part.events) eventRoots(event, top, atTop.add);
  for (const fn of part.functions) scopeRoots(fn, top, inFunctions.add);
  for (const type of part.classes) classRoots(type, top, inClasses.add);
  return { atTop: atTop.all, inFunctions: inFunctions.all, inClasses: inClasses.all };
}

class Gathering {
  readonly #module: SourceModule;
  readonly #calls: CallSite[] = [];
  readonly #texts: TextSite[] = [];
  readonly #paths: PathSite[] = [];
  readonly #keys: KeySite[] = [];
  #indexesEnvironment = false;

  constructor(module: SourceModule) {
    this.#module = module;
  }

  get all(): Sites {
    return {
      module: this.#module,
      calls: this.#calls,
      texts: this.#texts,
      paths: this.#paths,
      keys: this.#keys,
      indexesEnvironment: this.#indexesEnvironment,
    };
  }

  /** Looks through an expression. */
  readonly add = (root: Expression, scope: SourceFunction): void => {
    visit(root, (expression) => this.#enter(expression, scope));
  };

  /** Takes what was met before, in this version of the file. */
  addAll({ calls, texts, paths, keys, indexesEnvironment }: Sites): void {
    const module = this.#module;
    const scopeOf = (scope: SourceFunction) => (scope === ANY.top ? module.top : scope);
    for (const { call, path, name, scope } of calls)
      this.#calls.push({ call, path, name, module, scope: scopeOf(scope) });
    for (const { expression, text, scope } of texts)
      this.#texts.push({ expression, text, module, scope: scopeOf(scope) });
    for (const { path, expression, scope } of paths)
      this.#paths.push({ path, expression, module, scope: scopeOf(scope) });
    for (const { key, value, start, end, scope } of keys)
      this.#keys.push({ key, value, start, end, module, scope: scopeOf(scope) });
    this.#indexesEnvironment ||= indexesEnvironment;
  }

  /** @returns whether what is inside is looked through */
  #enter(expression: Expression, scope: SourceFunction): boolean {
    const module = this.#module;
    switch (expression.kind) {
      case 'call': {
        const name = lastName(expression.callee);
        const path = pathOf(expression.callee) ?? `?.${name}`;
        this.#calls.push({ call: expression, path, name, module, scope });
        for (const { name: key, value } of expression.args) {
          if (key !== undefined)
            this.#keys.push({ key, value, start: value.start, end: value.end, module, scope });
        }
        return true;
      }
      case 'index':
        this.#indexesEnvironment ||= /^env(?:iron)?$/.test(lastName(expression.object));
        return true;
      case 'text':
        this.#texts.push({ expression, text: expression.value, module, scope });
        return true;
      case 'template': {
        const text = expression.parts
          .map((part) => (typeof part === 'string' ? part : '\u0000'))
          .join('');
        this.#texts.push({ expression, text, module, scope });
        return true;
      }
      case 'object':
        for (const { key, value, start, end } of expression.properties) {
          if (key !== null) this.#keys.push({ key, value, start, end, module, scope });
        }
        return true;
      case 'id':
      case 'member': {
        const path = pathOf(expression);
        if (path === null) return true;
        this.#paths.push({ path, expression, module, scope });
        return false;
      }
      default:
        return true;
    }
  }
}

export function placeOfCall({ call, module }: CallSite): Place {
  return { file: module.path, span: { start: call.start, end: call.end } };
}

/** The callee of a call as a value whose names can be followed. */
export function calleeOf({ call, module, scope }: CallSite): Value {
  return valueAt(call.callee, module, scope);
}
