import { visit } from '../../source/expressions.ts';
import type { SourceModule } from '../../source/model.ts';
import { perModule } from '../../source/per-module.ts';
import { importedModules } from '../names/modules.ts';
import { folderOf, type Sources } from '../names/sources.ts';
import { expressionsOf } from './scan.ts';

/** The names that a file uses, and the files that it loads while it runs. */
const namesIn = perModule((module) => {
  const names = new Set<string>();
  const loaded: string[] = [];
  for (const root of expressionsOf(module)) {
    visit(root, (expression) => {
      if (expression.kind === 'id' || expression.kind === 'member') names.add(expression.name);
      else if (
        expression.kind === 'call' &&
        expression.callee.kind === 'id' &&
        expression.callee.name === 'import'
      ) {
        const first = expression.args[0]?.value;
        if (first?.kind === 'text') loaded.push(first.value);
      }
    });
  }
  return { names, loaded };
});

/** Says whether anything in the project uses a name, so that dead definitions are not counted. */
export class Uses {
  readonly #sources: Sources;
  /** Few projects ask. */
  #modules: readonly SourceModule[];
  readonly #names = new Set<string>();
  /** Who imports or hands on a file. */
  readonly #importers = new Map<
    SourceModule,
    { readonly module: SourceModule; readonly whole: boolean }[]
  >();

  constructor(sources: Sources, modules: readonly SourceModule[]) {
    this.#sources = sources;
    this.#modules = modules;
  }

  /** A name that is exported and never imported counts as used when nobody imports its file, or all of it. */
  has(name: string, file: string): boolean {
    for (const each of this.#modules) this.#read(each);
    this.#modules = [];
    if (this.#names.has(name)) return true;
    const module = this.#sources.modules.get(file);
    if (!module) return true;
    const out = module.exports.some((sent) =>
      sent.name === 'default'
        ? sent.local === name || sent.local === undefined
        : sent.local === name,
    );
    return out ? this.#takenWhole(module, 0) : false;
  }

  #takenWhole(module: SourceModule, steps: number): boolean {
    const importers = this.#importers.get(module) ?? [];
    if (importers.length === 0) return !this.#siblingsTaken(module);
    if (steps > 4) return true;
    return importers.some(
      ({ module: by, whole }) =>
        whole &&
        (by === module || this.#handsOn(by, module) ? this.#takenWhole(by, steps + 1) : true),
    );
  }

  /** Whether files beside it are imported: then one that nobody imports is forgotten, not loaded in some other way. */
  #siblingsTaken(module: SourceModule): boolean {
    const beside = this.#sources.folders.get(folderOf(module.path)) ?? [];
    return beside.some((other) => other !== module && this.#importers.has(other));
  }

  #handsOn(by: SourceModule, module: SourceModule): boolean {
    return by.exports.some(
      ({ from }) => from !== undefined && importedModules(this.#sources, by, from).includes(module),
    );
  }

  #read(module: SourceModule): void {
    const { names, loaded } = namesIn(module);
    for (const name of names) this.#names.add(name);
    for (const from of loaded) this.#importedBy(module, from, true);
    for (const { name, from } of module.imports) {
      if (name !== '*' && name !== 'default') this.#names.add(name);
      this.#importedBy(module, from, name === '*');
    }
    for (const { from, local, name } of module.exports) {
      if (from !== undefined) this.#importedBy(module, from, local === '*' || name === '*');
    }
  }

  #importedBy(module: SourceModule, from: string, whole: boolean): void {
    for (const target of importedModules(this.#sources, module, from)) {
      const list = this.#importers.get(target) ?? [];
      list.push({ module, whole });
      this.#importers.set(target, list);
    }
  }
}
