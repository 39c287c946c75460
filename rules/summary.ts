import type { Config } from './config/config.ts';
import type { ConfigSummary } from './facts.ts';
import type { Host } from './hosts/host.ts';
import { familyOf, matchesGlob } from './hosts/index.ts';
import { rangesOf } from './span.ts';

/**
 * What other files may know of a config: it is kept while the config itself is not.
 *
 * @param path absolute, or relative to the same folder as those it is compared with
 */
export function summarizeConfig(path: string, { document, host, servers }: Config): ConfigSummary {
  const named = servers.flatMap(({ name, nameNode, read }) =>
    read && nameNode ? [{ name, span: nameNode.spanOf() }] : [],
  );
  const spans = named.map(({ span }) => span);
  const ranges = rangesOf(document.text, spans);
  return {
    path,
    family: familyOf(host),
    folder: folderOf(path.replaceAll('\\', '/'), host),
    servers: named.flatMap(({ name }, index) => {
      const range = ranges[index];
      return range ? [{ name, range }] : [];
    }),
  };
}

/**
 * Whether an application reads both files at once: they are its own, and one folder holds the other. Two
 * neighbours in a repository of many projects never meet.
 */
export function meet(one: ConfigSummary, other: ConfigSummary): boolean {
  if (one.path === other.path || one.family !== other.family) return false;
  return holds(one.folder, other.folder) || holds(other.folder, one.folder);
}

function holds(outer: string, inner: string): boolean {
  return outer === '' || inner === outer || inner.startsWith(`${outer}/`);
}

/** `/repo` for `/repo/.vscode/mcp.json`: what stands before the part of the path that the host looks for. */
function folderOf(path: string, { files, globs }: Host): string {
  if (files.length > 0 && files.every(({ scope }) => scope !== 'workspace')) return '';
  const glob = globs.find((candidate) => matchesGlob(candidate, path));
  const depth = glob ? glob.replace(/^(?:\*\*\/)+/, '').split('/').length : 1;
  return path.split('/').slice(0, -depth).join('/');
}
