import { perObject } from '../../text/memory.ts';
import type { FileFacts } from '../files/facts.ts';
import type { DeclaredEntry, Manifest } from '../manifests/manifest.ts';
import { importedModules } from '../names/modules.ts';
import { folderOf, joined, type Sources } from '../names/sources.ts';
import type { Place } from '../tools/tool.ts';

/** A file that something outside of the project starts, and where that is said. */
export interface EntryPoint {
  readonly file: string;
  readonly kind: DeclaredEntry['kind'] | 'program';
  /** The command it is started by, where it has one. */
  readonly name: string;
  /** Where a manifest names it, or where the program in the file begins. */
  readonly at: Place;
}

/** The entry points that manifests declare, and programs that need no declaration. */
export function entryPoints(
  sources: Sources,
  files: readonly FileFacts[],
  manifests: readonly Manifest[],
): readonly EntryPoint[] {
  const found = manifests.flatMap((manifest) =>
    manifest.entries.flatMap((entry) =>
      targets(sources, manifest, entry).map((file) => ({
        file,
        kind: entry.kind,
        name: entry.name,
        at: { file: manifest.file, span: entry.at },
      })),
    ),
  );
  return [...found, ...files.flatMap((facts) => program(facts) ?? [])];
}

/** `package main` of Go with its function, `if __name__ == "__main__"` of Python, a worker's default export. */
const program = perObject(({ path, source, role, text }: FileFacts): EntryPoint | undefined => {
  if (!source || role !== 'server') return undefined;
  const { module } = source;
  const begin = (span: { start: number; end: number }): EntryPoint => ({
    file: path,
    kind: 'program',
    name: '',
    at: { file: path, span: { start: span.start, end: span.end } },
  });
  if (module.language === 'go') {
    const main = module.package === 'main' && module.functions.find(({ name }) => name === 'main');
    return main ? begin(main.nameAt ?? main) : undefined;
  }
  if (module.language === 'python') {
    const at = /^if __name__ ?== ?["']__main__["']/m.exec(text);
    if (at) return begin({ start: at.index, end: at.index + at[0].length });
    return path.endsWith('__main__.py') ? begin({ start: 0, end: 0 }) : undefined;
  }
  if (text.startsWith('#!')) return begin({ start: 0, end: Math.max(text.indexOf('\n'), 2) });
  const worker = module.exports.find(
    ({ name, value }) =>
      name === 'default' &&
      value?.kind === 'object' &&
      value.properties.some(({ key }) => key === 'fetch'),
  );
  if (worker) return begin(worker);
  // Routes of Next.js: a file by its name, with methods of HTTP.
  if (
    /^(?=(?:.{0,300}\/)?(?:app|pages)\/).{0,300}(?:route|\[transport\]|api\/[^/]{1,100})\.[jt]sx?$/.test(
      path,
    )
  )
    return begin({ start: 0, end: 0 });
  return undefined;
});

function targets(sources: Sources, manifest: Manifest, entry: DeclaredEntry): readonly string[] {
  const folder = folderOf(manifest.file);
  if (manifest.kind === 'pyproject.toml') {
    const module = entry.value.split(':')[0]?.trim() ?? '';
    const inside = [...sources.modules.values()].find(
      ({ path, language }) =>
        language === 'python' && (folder === '' || path.startsWith(`${folder}/`)),
    );
    return inside ? importedModules(sources, inside, module).map(({ path }) => path) : [];
  }
  const bare = entry.value
    .replace(/^\.\//, '')
    .replace(/^\/?(?:app|usr\/src\/app|workspace)\//, '');
  const file = scriptFile(sources, folder, bare);
  return file === undefined ? [] : [file];
}

const ENDINGS = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.py'];

/** The source of what a manifest names: `dist/cli.js` was made of `src/cli.ts`. */
function scriptFile(sources: Sources, folder: string, target: string): string | undefined {
  const bare = target.replace(/\.(?:[cm]?[jt]sx?|py)$/, '');
  const moved = [
    bare,
    ...['src/', '', 'lib/', 'source/'].map((to) =>
      bare.replace(/^(?:dist|build|lib|out|bin|\.?output)\/(?:esm\/|cjs\/|src\/|bin\/)?/, to),
    ),
  ];
  for (const each of new Set(moved)) {
    const path = joined(folder, each);
    if (path === null) continue;
    for (const name of [path, `${path}/index`]) {
      for (const ending of ENDINGS) {
        if (sources.modules.has(name + ending)) return name + ending;
      }
    }
  }
  // A bundler may have put a file of any folder there: the only one of that name.
  const last = bare.slice(bare.lastIndexOf('/') + 1);
  const same = (sources.endings.get(last) ?? []).filter(
    ({ path }) => (folder === '' || path.startsWith(`${folder}/`)) && !/\btests?\//.test(path),
  );
  return same.length === 1 ? same[0]?.path : undefined;
}
