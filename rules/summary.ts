import type { Config } from './config/config.ts';
import type { EnvironmentOf } from './environments.ts';
import type { ConfigSummary, CredentialFacts } from './facts.ts';
import type { Host } from './hosts/host.ts';
import { familyOf, matchesGlob } from './hosts/index.ts';
import type { Located } from './secrets/index.ts';
import { safe } from './secrets/safe.ts';
import { rangesOf, type TextRange } from './span.ts';

/** What makes a summary of a config. */
export interface Summarized {
  readonly config: Config;
  readonly credentials: readonly Located[];
  readonly environmentOf: EnvironmentOf;
  readonly hash: CredentialFacts['hash'];
}

/**
 * What other files may know of a config: it is kept while the config itself is not.
 *
 * @param path absolute, or relative to the same folder as those it is compared with
 */
export function summarizeConfig(path: string, summarized: Summarized): ConfigSummary {
  const { document, host, servers } = summarized.config;
  const named = servers
    .filter(({ read }) => read)
    .flatMap(({ name, nameNode: node }) => (node ? [{ name, span: node.spanOf() }] : []));
  const credentials = summarized.credentials.filter(isShared).map((it) => ({
    hash: summarized.hash(textOf(it)),
    server: safe.name(it.place.server?.name ?? ''),
    environment: summarized.environmentOf(it.place.server?.name, it.place.name),
    span: it.place.text.spanOf(it.start, it.end),
  }));
  const [...ranges] = rangesOf(
    document.text,
    [...named, ...credentials].map(({ span }) => span),
  );
  return {
    path,
    family: familyOf(host),
    folder: folderOf(path, host),
    servers: named.flatMap(({ name }) => withRange({ name }, ranges.shift())),
    credentials: credentials.flatMap(({ span: _, ...it }) => withRange(it, ranges.shift())),
  };
}

function withRange<T>(it: T, range: TextRange | undefined): readonly (T & { range: TextRange })[] {
  return range ? [{ ...it, range }] : [];
}

/** Whether it is worth telling others about: a real one, not a word that many files happen to have. */
export function isShared({ verdict, confidence }: Located): boolean {
  return verdict === 'credential' && confidence !== 'low';
}

/** The credential itself: for comparing, never for showing. */
export function textOf({ place, start, end }: Located): string {
  return place.text.value.slice(start, end);
}

/**
 * Whether an application reads both files at once: they are its own, and one folder holds the other. Two
 * neighbours in a repository of many projects never meet.
 */
export function meet(one: ConfigSummary, other: ConfigSummary): boolean {
  if (one.path === other.path || one.family !== other.family) return false;
  return holds(one.folder, other.folder) || holds(other.folder, one.folder);
}

/** The folders above one, the nearest first; '' stands for the whole machine. */
export function ancestorsOf(folder: string): readonly string[] {
  const found: string[] = [];
  for (let it = folder; it !== ''; found.push(it))
    it = it.slice(0, Math.max(0, it.lastIndexOf('/')));
  return found;
}

function holds(outer: string, inner: string): boolean {
  return outer === '' || inner === outer || inner.startsWith(`${outer}/`);
}

/** The folder a config speaks for: `/repo` for `/repo/.vscode/mcp.json`: what stands before the part of the path that the host looks for; '' for a
 * person's own file. */
export function folderOf(written: string, { files, globs }: Host): string {
  const path = written.replaceAll('\\', '/');
  if (files.length > 0 && files.every(({ scope }) => scope !== 'workspace')) return '';
  const glob = globs.find((candidate) => matchesGlob(candidate, path));
  const depth = glob ? glob.replace(/^(?:\*\*\/)+/, '').split('/').length : 1;
  return path.split('/').slice(0, -depth).join('/');
}
