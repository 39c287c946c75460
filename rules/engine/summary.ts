import type { Config } from '../config/config.ts';
import type { ConfigSummary, CredentialFacts } from '../findings/facts.ts';
import type { Host } from '../hosts/host.ts';
import { familyOf, matchesGlob } from '../hosts/index.ts';
import { exampleOf } from '../hosts/net.ts';
import type { EnvironmentOf } from '../policy/environments.ts';
import type { CredentialMatch } from '../secrets/index.ts';
import { safe } from '../secrets/safe.ts';
import { ownCopy } from '../text/memory.ts';
import { rangeKey, rangesOf, type TextRange } from '../text/span.ts';

/** What makes a summary of a config. */
export interface Summarized {
  readonly config: Config;
  readonly credentials: readonly CredentialMatch[];
  readonly environmentOf: EnvironmentOf;
  readonly hash: CredentialFacts['hash'];
  /** The person's home folder, absolute: only there, a person's own files are. */
  readonly home: string | undefined;
  /** That of another file for which the very same was read: what stands in it is kept once. */
  readonly like?: ConfigSummary | undefined;
}

/**
 * What other files may know of a config: it is kept while the config itself is not.
 *
 * @param path absolute, or relative to the same folder as those it is compared with
 */
export function summarizeConfig(path: string, summarized: Summarized): ConfigSummary {
  const { host } = summarized.config;
  const { like } = summarized;
  const { servers, credentials } = like ? copyOf(like, summarized) : placesIn(summarized);
  return {
    path,
    family: familyOf(host),
    folder: reachOf(path, host, summarized.home),
    servers,
    credentials,
  };
}

type Places = Pick<ConfigSummary, 'servers' | 'credentials'>;

/** What a credential is for may hang on the path. */
function copyOf({ servers, credentials }: Places, summarized: Summarized): Places {
  const found = summarized.credentials.filter(isShared);
  const others = credentials.map((it, index) => {
    const place = found[index]?.place;
    const environment = summarized.environmentOf(place?.server?.name, place?.name ?? '');
    return environment === it.environment ? it : { ...it, environment };
  });
  return { servers, credentials: others };
}

function placesIn(summarized: Summarized): Places {
  const { document, servers } = summarized.config;
  const named = servers
    .filter(({ read }) => read)
    .flatMap(({ name, nameNode: node }) =>
      node ? [{ name: ownCopy(name), span: node.spanOf() }] : [],
    );
  const credentials = summarized.credentials.filter(isShared).map((it) => ({
    hash: summarized.hash(textOf(it)),
    server: safe.name(it.place.server?.name ?? ''),
    environment: summarized.environmentOf(it.place.server?.name, it.place.name),
    span: it.place.text.spanOf(it.start, it.end),
  }));
  const ranges = rangesOf(
    document.text,
    [...named, ...credentials].map(({ span }) => span),
  );
  return {
    servers: named.flatMap(({ name }, index) => {
      const range = ranges[index];
      return range ? { name, range: keptOnce(range) } : [];
    }),
    credentials: credentials.flatMap(({ hash, server, environment }, index) => {
      const range = ranges[named.length + index];
      return range ? { hash, server, environment, range: keptOnce(range) } : [];
    }),
  };
}

/** Configs are small and much alike: of ten thousand, the servers stand at the same few places. */
const MOST_RANGES = 2_000;
const knownRanges = new Map<string, TextRange>();

function keptOnce(range: TextRange): TextRange {
  const key = rangeKey(range);
  const same = knownRanges.get(key);
  if (same) return same;
  if (knownRanges.size >= MOST_RANGES) knownRanges.clear();
  knownRanges.set(key, range);
  return range;
}

/** Whether it is worth telling others about: a real one, not a word that many files happen to have. */
export function isShared({ verdict, confidence }: CredentialMatch): boolean {
  return verdict === 'credential' && confidence !== 'low';
}

/** The credential itself: for comparing, never for showing. */
export function textOf({ place, start, end }: CredentialMatch): string {
  return place.text.value.slice(start, end);
}

/** The folder a config speaks for: `/repo` for `/repo/.vscode/mcp.json`: what stands before the part of the path that the host looks for; '' for a
 * person's own file. */
export function folderOf(written: string, { files, globs }: Host): string {
  const normalized = written.replaceAll('\\', '/');
  const path = exampleOf(normalized) ?? normalized;
  if (files.length > 0 && files.every(({ scope }) => scope !== 'workspace')) return '';
  const glob = globs.find((candidate) => matchesGlob(candidate, path));
  return path.split('/').slice(0, -depthOf(path, glob)).join('/');
}

/** How many of the last steps of a path are what the host looks for. */
function depthOf(path: string, glob: string | undefined): number {
  const looked = glob?.replace(/^(?:\*\*\/)+/, '') ?? '*';
  const fixed = looked.split('/').length;
  if (!looked.includes('**')) return fixed;
  const steps = path.split('/');
  for (let depth = fixed - 1; depth < steps.length; depth += 1)
    if (matchesGlob(looked, steps.slice(-depth).join('/'))) return depth;
  return fixed;
}

/**
 * Where a config counts: an application reads a person's own files in every folder, and of the others those of the
 * folder that is open. Copies in other folders are nobody's concern, whatever they are called.
 *
 * @param home the person's home folder; where it is not known, a file that only belongs there is taken for one of theirs
 * @returns a folder; '' for a person's own file; undefined where no application is known to read the file
 */
function reachOf(written: string, host: Host, home: string | undefined): string | undefined {
  if (host.globs.length === 0 || host.oneFile) return undefined;
  const path = written.replaceAll('\\', '/');
  // Nobody reads it, and the file that is made of it is the same in the main.
  if (exampleOf(path) !== undefined) return undefined;
  const own = host.files.filter(({ scope }) => scope !== 'workspace');
  if (home !== undefined) {
    if (own.some((file) => ownGlobs(file.path, home).some((glob) => matchesGlob(glob, path))))
      return '';
    if (own.length > 0 && own.length === host.files.length) return undefined;
  }
  const folder = folderOf(path, host);
  return folder === '' && own.length < host.files.length ? '.' : folder;
}

/** Where a file of a person lies, as patterns: see `HostFile` for how its path is written. */
function ownGlobs(written: string, folder: string): readonly string[] {
  const home = folder.replaceAll('\\', '/').replace(/[*?[\]{}!]/g, '\\$&');
  if (written.startsWith('~/')) return [`${home}/${written.slice(2)}`];
  const editor = /^<editor>(.*)$/.exec(written)?.[1];
  if (editor !== undefined) return EDITORS.map((it) => `${home}/${it}/*${editor}`);
  const data = /^%\w+%(.*)$/.exec(written)?.[1];
  return [data === undefined ? written.replaceAll('\\', '/') : `${home}/AppData/*${data}`];
}

/** Where the folders of VS Code and its forks are. */
const EDITORS = ['.config', 'Library/Application Support', 'AppData/Roaming'];
