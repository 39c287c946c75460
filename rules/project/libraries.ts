import { purposesOf } from '../catalog/libraries.ts';
import { packagesOf } from './code/packages.ts';
import type { FileFacts } from './files/facts.ts';
import type { Manifest } from './manifests/manifest.ts';
import type { Library } from './project.ts';
import type { Place } from './tools/tool.ts';

/** The libraries that manifests declare and code imports, each once. */
export function librariesOf(
  manifests: readonly Manifest[],
  code: readonly FileFacts[],
): readonly Library[] {
  const imports = new Map<string, Place[]>();
  for (const { source, path } of code) {
    if (!source) continue;
    for (const { source: from, name, start, end } of packagesOf(source.module)) {
      const key = `${from} ${name}`;
      const place = { file: path, span: { start, end } };
      const list = imports.get(key);
      if (list) list.push(place);
      else imports.set(key, [place]);
    }
  }
  const found = new Map<string, Library>();
  for (const { file, dependencies } of manifests) {
    for (const { value, at, dev, ecosystem } of dependencies) {
      const key = `${ecosystem} ${value}`;
      const known = found.get(key);
      if (known && !(known.dev && !dev)) continue;
      const used = [...imports].flatMap(([name, places]) =>
        name === key || (ecosystem === 'go' && name.startsWith(`${key}/`)) ? places : [],
      );
      const purposes = purposesOf(ecosystem, value);
      found.set(key, {
        name: value,
        source: ecosystem,
        purposes,
        at: { file, span: at },
        dev,
        imports: used,
      });
    }
  }
  for (const [key, places] of imports) {
    const [source, name] = key.split(' ') as [Library['source'], string];
    const purposes = purposesOf(source, name);
    const [at] = places;
    if (!found.has(key) && at && purposes.length > 0)
      found.set(key, { name, source, purposes, at, dev: false, imports: places });
  }
  return [...found.values()];
}
