import type { SourceModule } from '../../source/model.ts';
import { perObject } from '../../text/memory.ts';
import type { FileFacts } from '../files/facts.ts';
import { importedModules, siblings } from '../names/modules.ts';
import type { Sources } from '../names/sources.ts';
import type { Sites } from './sites.ts';

/** Which files load which others when they run: imports, what is handed on, `import("./x")`, `require("./x")`. */
export type ImportGraph = ReadonlyMap<string, ReadonlySet<string>>;

export function importGraph(sources: Sources, files: Iterable<FileFacts>): ImportGraph {
  const graph = new Map<string, ReadonlySet<string>>();
  for (const { source, sites } of files) {
    if (!source || !sites) continue;
    const { module } = source;
    const loaded = new Set<string>();
    for (const from of loadedIn(sites))
      for (const { path } of importedModules(sources, module, from)) loaded.add(path);
    for (const other of packageOf(sources, module)) loaded.add(other.path);
    loaded.delete(module.path);
    graph.set(module.path, loaded);
  }
  return graph;
}

/** What a file loads, as it is written there. */
const loadedIn = perObject(({ module, calls }: Sites): readonly string[] => {
  const loaded = new Set<string>();
  for (const { from, name, typeOnly } of module.imports) {
    if (typeOnly) continue;
    loaded.add(from);
    // `from . import x`: x may be a file.
    if (module.language === 'python' && name !== '*')
      loaded.add(from.endsWith('.') ? from + name : `${from}.${name}`);
  }
  for (const { from } of module.exports) if (from !== undefined) loaded.add(from);
  for (const { path, call } of calls) {
    const first = call.args[0]?.value;
    if ((path === 'import' || path === 'require') && first?.kind === 'text')
      loaded.add(first.value);
  }
  return [...loaded];
});

/** In Go all files of a folder are loaded together; Python runs the `__init__.py` of a file's package first. */
function packageOf(sources: Sources, module: SourceModule): readonly SourceModule[] {
  if (module.language === 'go')
    return siblings(sources, module).filter(({ path }) => !path.endsWith('_test.go'));
  if (module.language !== 'python') return [];
  const init = sources.modules.get(
    `${module.path.slice(0, module.path.lastIndexOf('/') + 1)}__init__.py`,
  );
  return init ? [init] : [];
}

/**
 * Everything that runs when some files do.
 *
 * @param enter whether the imports of a file are followed; the file itself counts in any case
 */
export function reachedFrom(
  graph: ImportGraph,
  starts: Iterable<string>,
  enter: (path: string) => boolean = () => true,
): ReadonlySet<string> {
  const seen = new Set<string>(starts);
  for (const path of seen) {
    if (!enter(path)) continue;
    for (const next of graph.get(path) ?? []) seen.add(next);
  }
  return seen;
}
