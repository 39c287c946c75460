import type { Purpose } from '../../catalog/libraries.ts';
import { type Expression, pathOf, visit } from '../../source/expressions.ts';
import type { SourceEvent, SourceFunction, SourceModule } from '../../source/model.ts';
import { groupedBy } from '../../text/groups.ts';
import type { CallSite } from '../code/sites.ts';
import type { Library, ServerProject } from '../project.ts';
import type { Place } from '../tools/tool.ts';

/** As many places of one name as anybody looks at. */
const MOST_PLACES = 50;

/** The code of a server, indexed for questions about it. */
export class Code {
  readonly project: ServerProject;
  readonly #byName = new Map<string, CallSite[]>();
  readonly modules: readonly SourceModule[];
  #byPath: ReadonlyMap<string, readonly CallSite[]> | undefined;
  #words: ReadonlyMap<string, readonly Place[]> | undefined;

  constructor(project: ServerProject) {
    this.project = project;
    for (const site of project.code.calls) {
      const list = this.#byName.get(site.name);
      if (list) list.push(site);
      else this.#byName.set(site.name, [site]);
    }
    this.modules = [...project.files.values()].flatMap(({ source, path }) =>
      source && project.roles.get(path) === 'server' ? [source.module] : [],
    );
  }

  /** Calls by the last name of what is called. */
  named(...names: readonly string[]): readonly CallSite[] {
    return names.flatMap((name) => this.#byName.get(name) ?? []);
  }

  /** Calls whose whole path fits: `jwt.verify`, `?.html`. */
  calls(pattern: RegExp): readonly CallSite[] {
    this.#byPath ??= groupedBy(this.project.code.calls, ({ path }) => path);
    return [...this.#byPath].flatMap(([path, sites]) => (pattern.test(path) ? sites : []));
  }

  functions(pattern: RegExp): readonly (readonly [SourceModule, SourceFunction])[] {
    return this.modules.flatMap((module) =>
      module.functions.filter(({ name }) => pattern.test(name)).map((fn) => [module, fn] as const),
    );
  }

  /** Libraries of a purpose that code of the server imports. */
  uses(...purposes: readonly Purpose[]): readonly Library[] {
    return this.project.libraries.filter(
      (library) =>
        library.imports.length > 0 &&
        library.purposes.some((purpose) => purposes.includes(purpose)),
    );
  }

  /** Places of texts that fit, in code of the server. */
  texts(pattern: RegExp, most = 3): readonly Place[] {
    const places: Place[] = [];
    for (const { text, expression, module } of this.project.code.texts) {
      if (places.length >= most) break;
      if (pattern.test(text)) places.push(at(module, expression));
    }
    return places;
  }

  /** Places where something goes by a name: a function, a call, a member, a key, a variable. */
  words(pattern: RegExp, most = 3): readonly Place[] {
    this.#words ??= this.#indexed();
    const places: Place[] = [];
    for (const [word, found] of this.#words) if (pattern.test(word)) places.push(...found);
    return places.slice(0, most);
  }

  /** Every name with its places; there are far fewer names than places, and each is asked about often. */
  #indexed(): ReadonlyMap<string, readonly Place[]> {
    const { calls, paths, keys } = this.project.code;
    const index = new Map<string, Place[]>();
    const add = (word: string, place: Place): void => {
      const list = index.get(word);
      if (!list) index.set(word, [place]);
      else if (list.length < MOST_PLACES) list.push(place);
    };
    for (const module of this.modules)
      for (const fn of module.functions) add(fn.name, at(module, fn.nameAt ?? fn));
    for (const { name, call, module } of calls) add(name, at(module, call));
    for (const { path, expression, module } of paths)
      add(path.slice(path.lastIndexOf('.') + 1), at(module, expression));
    for (const { key, start, end, module } of keys) add(key, at(module, { start, end }));
    return index;
  }
}

export function at(module: SourceModule, { start, end }: { start: number; end: number }): Place {
  return { file: module.path, span: { start, end } };
}

/** The names and member paths inside an expression. */
export function pathsIn(expression: Expression): readonly string[] {
  const paths: string[] = [];
  visit(expression, (part) => {
    const path = part.kind === 'id' || part.kind === 'member' ? pathOf(part) : null;
    if (path !== null) paths.push(path);
    return path === null;
  });
  return paths;
}

/** Events of a function that stand in a part of it. */
export function within(
  scope: SourceFunction,
  span: { readonly start: number; readonly end: number },
): readonly SourceEvent[] {
  return scope.events.filter(({ start, end }) => start >= span.start && end <= span.end);
}
