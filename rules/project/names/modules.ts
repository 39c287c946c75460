import type { SourceModule } from '../../source/model.ts';
import { folderOf, joined, type Sources } from './sources.ts';

/**
 * The files of the project that an import means; none when it means something outside of it. A Go package is
 * several files.
 */
export function importedModules(
  sources: Sources,
  from: SourceModule,
  specifier: string,
): readonly SourceModule[] {
  if (from.language === 'go') return goPackage(sources, specifier);
  const found =
    from.language === 'python'
      ? pythonModule(sources, from, specifier)
      : scriptModule(sources, from, specifier);
  return found ? [found] : [];
}

const ENDINGS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

/** `./a.js` may be written for `a.ts`; a folder means its index. */
function scriptFile(sources: Sources, path: string | null): SourceModule | undefined {
  if (path === null) return undefined;
  const exact = sources.modules.get(path);
  if (exact) return exact;
  const bare = path.replace(/\.[cm]?jsx?$/, '');
  for (const start of bare === path ? [path] : [bare, path]) {
    for (const ending of ENDINGS) {
      const file = sources.modules.get(start + ending);
      if (file) return file;
    }
  }
  for (const ending of ENDINGS) {
    const file = sources.modules.get(path === '' ? `index${ending}` : `${path}/index${ending}`);
    if (file) return file;
  }
  return undefined;
}

function scriptModule(
  sources: Sources,
  from: SourceModule,
  specifier: string,
): SourceModule | undefined {
  const folder = folderOf(from.path);
  if (specifier.startsWith('.')) {
    const exact = scriptFile(sources, joined(folder, specifier));
    return exact ?? broughtIn(sources, folder, specifier);
  }
  for (const [name, root] of sources.packages) {
    if (specifier !== name && !specifier.startsWith(`${name}/`)) continue;
    const rest = specifier.slice(name.length + 1);
    // A package is read from its source, not from what was built of it.
    for (const inside of [`src/${rest}`, rest, `src/${rest.replace(/^dist\//, '')}`, 'src']) {
      const file = scriptFile(sources, joined(root, inside));
      if (file) return file;
    }
  }
  // Aliases: `@/x`, `~/x`, `#x`, `src/x`, tried from every folder upwards.
  const alias = /^(?:@\/|~\/|#\/?|src\/)(.+)$/.exec(specifier)?.[1];
  if (alias === undefined) return undefined;
  for (let at: string | null = folder; at !== null; at = at === '' ? null : folderOf(at)) {
    const file =
      scriptFile(sources, joined(at, `src/${alias}`)) ?? scriptFile(sources, joined(at, alias));
    if (file) return file;
  }
  return undefined;
}

/**
 * A folder that only the build puts into a package, of the package beside it that is called so: `../shared/index.js` of
 * `notes/local/src` is `notes/shared/src/index.ts`.
 */
function broughtIn(sources: Sources, folder: string, specifier: string): SourceModule | undefined {
  const rest = specifier.replace(/^(?:\.{1,2}\/)+/, '');
  const own = joined(folder, specifier.slice(0, specifier.length - rest.length));
  if (!own) return undefined;
  const first = rest.split('/', 1)[0] ?? '';
  const beside = joined(folderOf(own), `${first}/src${rest.slice(first.length)}`);
  return scriptFile(sources, beside);
}

/** `.x` is relative; `a.b.c` is any file whose path ends so, the nearest first. */
function pythonModule(
  sources: Sources,
  from: SourceModule,
  specifier: string,
): SourceModule | undefined {
  const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
  const path = specifier.slice(dots).replace(/\./g, '/');
  if (dots > 0) {
    const up = '../'.repeat(dots - 1);
    const base = joined(folderOf(from.path), up + path);
    if (base === null) return undefined;
    const inside = base === '' ? '__init__.py' : `${base}/__init__.py`;
    return sources.modules.get(`${base}.py`) ?? sources.modules.get(inside);
  }
  const last = path.slice(path.lastIndexOf('/') + 1);
  const candidates = (sources.endings.get(last) ?? []).filter(({ path: file }) => {
    const bare = file.replace(/(?:\/__init__)?\.py$/, '');
    return bare === path || bare.endsWith(`/${path}`);
  });
  return nearest(candidates, from.path);
}

function nearest(modules: readonly SourceModule[], path: string): SourceModule | undefined {
  const shared = (other: string): number => {
    let same = 0;
    while (same < other.length && other[same] === path[same]) same += 1;
    return same;
  };
  let best: SourceModule | undefined;
  for (const module of modules) {
    if (!best || shared(module.path) > shared(best.path)) best = module;
  }
  return best;
}

/** An import path ends with the folder of the package; the name of the module comes before it. */
function goPackage(sources: Sources, specifier: string): readonly SourceModule[] {
  const parts = specifier.split('/');
  for (let from = 1; from < parts.length; from += 1) {
    const tail = parts.slice(from).join('/');
    const exact = sources.folders.get(tail);
    if (exact) return exact;
    if (parts.length - from < 2) continue;
    for (const [folder, files] of sources.folders) {
      if (folder.endsWith(`/${tail}`)) return files;
    }
  }
  return [];
}

/** The files that see each other's names without an import: a Go package; for others the file alone. */
export function siblings(sources: Sources, module: SourceModule): readonly SourceModule[] {
  if (module.language !== 'go') return [module];
  const folder = sources.folders.get(folderOf(module.path)) ?? [];
  return [
    module,
    ...folder.filter((other) => other !== module && other.package === module.package),
  ];
}
