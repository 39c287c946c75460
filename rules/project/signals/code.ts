import type { Purpose } from '../../catalog/libraries.ts';
import { type Expression, pathOf, visit } from '../../source/expressions.ts';
import type { SourceEvent, SourceFunction, SourceModule } from '../../source/model.ts';
import { groupedBy } from '../../text/groups.ts';
import type { Span } from '../../text/span.ts';
import type { CallSite, Sites, TextSite } from '../code/sites.ts';
import type { Library, ServerProject } from '../project.ts';
import type { Place } from '../tools/tool.ts';
import {
  type Answers,
  answersOf,
  asWords,
  type Lines,
  linesOf,
  mayFit,
  remembered,
} from './fitting.ts';

/** As many places of one name as anybody looks at. */
const MOST_PLACES = 50;

/** Something that goes by a name, and what it is: a function, a call, a member or name, a key. */
interface Named {
  readonly word: string;
  readonly kind: number;
  readonly place: Place;
}

/** The code of a server, for questions about it. What one file answers is known until it changes. */
export class Code {
  readonly project: ServerProject;
  readonly modules: readonly SourceModule[];
  readonly #files: readonly Answers[];

  constructor(project: ServerProject) {
    this.project = project;
    this.#files = [...project.files.values()].flatMap(({ sites, path }) =>
      sites && project.roles.get(path) === 'server' ? [answersOf(sites)] : [],
    );
    this.modules = this.#files.map(({ sites }) => sites.module);
  }

  /**
   * What is found in each file, file after file.
   *
   * @param question what is looked for, in words: the same ones always mean the same `look`
   * @param look hangs on nothing but the file: it is asked once, and again when the file has changed
   */
  each<T>(question: string, look: (sites: Sites) => readonly T[]): readonly T[] {
    const found = remembered(question, look);
    const all: T[] = [];
    for (const file of this.#files) {
      for (const it of found(file)) all.push(it);
    }
    return all;
  }

  /** Calls by the last name of what is called. */
  named(...names: readonly string[]): readonly CallSite[] {
    return names.flatMap((word) =>
      this.each(`calls of ${word}`, ({ calls }) => calls.filter(({ name }) => name === word)),
    );
  }

  /** Calls whose whole path fits: `jwt.verify`, `?.html`. Those of one path stand together. */
  calls(pattern: RegExp): readonly CallSite[] {
    const may = mayFit(pattern, (sites) => vocabularyOf(sites).paths);
    const found = this.each(`calls ${asWords(pattern)}`, (sites) =>
      may(sites) ? sites.calls.filter(({ path }) => pattern.test(path)) : [],
    );
    return [...groupedBy(found, ({ path }) => path).values()].flat();
  }

  functions(pattern: RegExp): readonly (readonly [SourceModule, SourceFunction])[] {
    return this.each(`functions ${asWords(pattern)}`, ({ module }) =>
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
    const fitting = remembered(`texts ${asWords(pattern)}`, ({ texts }): readonly TextSite[] =>
      texts.filter(({ text }) => pattern.test(text)),
    );
    const places: Place[] = [];
    for (const file of this.#files) {
      for (const { expression, module } of fitting(file)) {
        if (places.length >= most) return places;
        places.push(at(module, expression));
      }
    }
    return places;
  }

  /**
   * Places where something goes by a name: a function, a call, a member, a key, a variable. Those of one name stand together.
   *
   * @param counts which of them count, where a name alone does not tell; only the first ones are asked about
   */
  words(pattern: RegExp, most = 3, counts?: (place: Place) => boolean): readonly Place[] {
    const may = mayFit(pattern, (sites) => vocabularyOf(sites).words);
    const all = this.each(`words ${asWords(pattern)}`, (sites) =>
      may(sites) ? namedIn(sites, pattern) : [],
    );
    if (all.length === 0) return [];
    const index = new Map<string, Place[]>();
    for (let kind = 0; kind < KINDS; kind += 1) {
      for (const it of all) {
        if (it.kind !== kind) continue;
        const list = index.get(it.word);
        if (!list) index.set(it.word, [it.place]);
        else if (list.length < MOST_PLACES) list.push(it.place);
      }
    }
    const places = [...index.values()].flat();
    return (counts ? places.slice(0, MOST_ASKED).filter(counts) : places).slice(0, most);
  }
}

const KINDS = 4;
/** So many places of names are looked at. */
const MOST_ASKED = 50;

/** Names of a file that fit. There are far fewer names than places: each is tried once. */
function namedIn(sites: Sites, pattern: RegExp): readonly Named[] {
  const fits = new Map<string, boolean>();
  const found: Named[] = [];
  for (const it of namesIn(sites)) {
    const { word } = it;
    const is = fits.get(word) ?? pattern.test(word);
    fits.set(word, is);
    if (is) found.push(it);
  }
  return found;
}

function namesIn({ module, calls, paths, keys }: Sites): readonly Named[] {
  const named = (word: string, kind: number, span: Span): Named => ({
    word,
    kind,
    place: at(module, span),
  });
  return [
    ...module.functions.map((fn) => named(fn.name, 0, fn.nameAt ?? fn)),
    ...calls.map(({ name, call }) => named(name, 1, call)),
    ...paths.map(({ path, expression }) => named(lastOf(path), 2, expression)),
    ...keys.map((site) => named(site.key, 3, site)),
  ];
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** What goes by names in a file, and the whole paths of its calls, to see at once whether a pattern may fit. */
const vocabularies = new WeakMap<Sites, { readonly words: Lines; readonly paths: Lines }>();

function vocabularyOf(sites: Sites): { readonly words: Lines; readonly paths: Lines } {
  const found = vocabularies.get(sites) ?? {
    words: linesOf([
      ...sites.module.functions.map(({ name }) => name),
      ...sites.calls.map(({ name }) => name),
      ...sites.paths.map(({ path }) => lastOf(path)),
      ...sites.keys.map(({ key }) => key),
    ]),
    paths: linesOf(sites.calls.map(({ path }) => path)),
  };
  vocabularies.set(sites, found);
  return found;
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
