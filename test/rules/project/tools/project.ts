import { type Sources, sourcesOf } from '../../../../rules/project/names/sources.ts';
import type { Tool } from '../../../../rules/project/tools/tool.ts';
import { readSource } from '../../../../rules/source/read.ts';

/** The files of a case, as a project; manifests give the names of packages. */
export function project(files: Readonly<Record<string, string>>): Sources {
  const packages = new Map<string, string>();
  const modules = Object.entries(files).flatMap(([path, text]) => {
    if (path.endsWith('package.json') && text !== '') {
      packages.set(JSON.parse(text).name, path.replace(/\/?package\.json$/, ''));
    }
    return readSource(path, text)?.module ?? [];
  });
  return sourcesOf(modules, packages);
}

/** A tool in one line, as the cases write it. */
export function line(tool: Tool): string {
  const parameters = (tool.schema?.parameters ?? []).map(
    ({ name, optional, type }) => `${name}${optional ? '?' : ''}:${type}`,
  );
  const hints = Object.entries(tool.annotations?.hints ?? {}).map(
    ([key, value]) => `${key}=${value}`,
  );
  const handler = tool.handler?.part ? 'part' : (tool.handler?.function.name ?? '');
  return [`${tool.name}(${parameters.join(' ')})`, ...hints, `-> ${handler}`].join(' ');
}
