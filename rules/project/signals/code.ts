import type { Purpose } from '../../catalog/libraries.ts';
import { type Expression, pathOf, visit } from '../../source/expressions.ts';
import type { SourceEvent, SourceFunction, SourceModule } from '../../source/model.ts';
import type { CallSite } from '../code/sites.ts';
import type { Library, ServerProject } from '../project.ts';
import type { Place } from '../tools/tool.ts';

/** The code of a server, indexed for questions about it. */
export class Code {
  readonly project: ServerProject;
  readonly #byName = new Map<string, CallSite[]>();
  readonly modules: readonly SourceModule[];

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
    return this.project.code.calls.filter(({ path }) => pattern.test(path));
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

  /** Places where something goes by a name: a call, a member, a key, a function, a variable. */
  words(pattern: RegExp, most = 3): readonly Place[] {
    const { calls, paths, keys } = this.project.code;
    const places: Place[] = [];
    for (const [module, fn] of this.functions(pattern)) places.push(at(module, fn.nameAt ?? fn));
    for (const { name, call, module } of calls)
      if (pattern.test(name)) places.push(at(module, call));
    for (const { path, expression, module } of paths) {
      if (pattern.test(path.slice(path.lastIndexOf('.') + 1))) places.push(at(module, expression));
    }
    for (const { key, start, end, module } of keys)
      if (pattern.test(key)) places.push(at(module, { start, end }));
    return places.slice(0, most);
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
