import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { glob } from 'tinyglobby';
import { isCode } from '../../rules/project/files/role.ts';
import { MANIFEST_GLOB, speaksOfServer } from '../../rules/project/signs.ts';
import { readText } from '../machine/read-text.ts';

/** More than this is not the source of one server. */
const MAX_FILES = 5_000;
const MAX_BYTES = 50 * 1024 * 1024;
/** Files read at a time. */
const PARALLEL = 16;
/** A larger file is data or was generated. */
const MAX_FILE = 1024 * 1024;

/** Folders with what comes from others or is made by programs. */
const SKIPPED_FOLDERS =
  '.git|node_modules|bower_components|.venv|venv|site-packages|__pycache__|dist|vendor|third_party|.next|.turbo|.yarn|.gradle|target/debug|target/release|coverage'.split(
    '|',
  );
const SKIPPED = SKIPPED_FOLDERS.map((it) => `**/${it}/**`);

const TEXT =
  /\.(?:md|mdx|markdown|rst|txt|adoc|json|jsonc|toml|ya?ml|xml|gradle|kts|csproj|fsproj|mod|sql|prisma|tf|conf|template|env|example|cfg|ini|html|sh)$/i;
const NAMED =
  /(?:^|\/)(?:(?:Docker|Container)file[\w.-]*|Caddyfile|LICEN[CS]E|COPYING|\.env(?:\.[\w.-]+)?|\.gitignore|\.dockerignore|Makefile|Procfile)$/i;
const LOCK =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|uv\.lock|poetry\.lock|go\.sum|Cargo\.lock|composer\.lock|yarn\.lock)$/i;

/** The texts of a folder that a project may be made of. */
export interface FoundFiles {
  /** By path from the folder, with `/`. */
  readonly files: ReadonlyMap<string, string>;
  /** What to say where not everything was read; undefined where it was. */
  readonly cut?: string;
  /** Whether a file would be among them, by its name. */
  takes(file: string): boolean;
}

/** Whether a look at the manifests of a folder makes a server project likely; reads nothing else. */
export async function mayHoldProject(folder: string, signal?: AbortSignal): Promise<boolean> {
  const found = await list(folder, [MANIFEST_GLOB], 6);
  for (const each of found) {
    signal?.throwIfAborted();
    const text = await textOf(path.join(folder, each));
    if (text !== undefined && speaksOfServer(text)) return true;
  }
  return false;
}

/**
 * Reads the texts of a folder. What `.gitignore` names is left out, and so is what others wrote: a clone has neither.
 *
 * @param folder absolute
 */
export async function findFiles(folder: string, signal?: AbortSignal): Promise<FoundFiles> {
  const all = (await list(folder, ['**/*'])).filter(isWanted).sort();
  const isIgnored = await ignoredIn(folder, all);
  const takes = (file: string): boolean =>
    isWanted(file) &&
    !SKIPPED_FOLDERS.some((it) => `/${file}`.includes(`/${it}/`)) &&
    !isIgnored(file);
  const wanted = all.filter((file) => !isIgnored(file));
  const files = new Map<string, string>();
  let bytes = 0;
  for (let from = 0; from < wanted.length; from += PARALLEL) {
    signal?.throwIfAborted();
    if (files.size + PARALLEL > MAX_FILES)
      return { files, takes, cut: left(wanted.length - files.size, `${MAX_FILES} files`) };
    const batch = wanted.slice(from, from + PARALLEL);
    const texts = await Promise.all(batch.map((each) => textOf(path.join(folder, each))));
    for (const [index, text] of texts.entries()) {
      const each = batch[index];
      if (text === undefined || each === undefined) continue;
      bytes += text.length;
      if (bytes > MAX_BYTES)
        return { files, takes, cut: left(wanted.length - files.size, '50 MB') };
      files.set(each, text);
    }
  }
  return { files, takes };
}

function left(amount: number, limit: string): string {
  return `${amount} files beyond the limit of ${limit} were not read.`;
}

/** Links are not followed: they may leave the folder, or lead in circles. */
async function list(folder: string, patterns: string[], deep?: number): Promise<string[]> {
  return glob(patterns, {
    cwd: folder,
    dot: true,
    onlyFiles: true,
    followSymbolicLinks: false,
    expandDirectories: false,
    ignore: SKIPPED,
    ...(deep === undefined ? {} : { deep }),
  });
}

/** Whether a file by its name can say anything about a project. */
function isWanted(file: string): boolean {
  if (LOCK.test(file) || /\.min\.[cm]?js$|\.d\.[cm]?ts$/i.test(file)) return false;
  return isCode(file) || TEXT.test(file) || NAMED.test(file);
}

/** What the `.gitignore` of the folder, or of one below it, names. */
async function ignoredIn(
  folder: string,
  files: readonly string[],
): Promise<(file: string) => boolean> {
  const rules: { readonly under: string; readonly ignored: Ignore }[] = [];
  for (const file of files) {
    if (file !== '.gitignore' && !file.endsWith('/.gitignore')) continue;
    const text = await textOf(path.join(folder, file));
    const under = file.slice(0, file.length - '.gitignore'.length);
    if (text !== undefined) rules.push({ under, ignored: ignore().add(text) });
  }
  return (file) =>
    rules.some(
      ({ under, ignored }) => file.startsWith(under) && ignored.ignores(file.slice(under.length)),
    );
}

/** A text of a size that somebody writes; undefined for all others, and for what has just gone. */
async function textOf(file: string): Promise<string | undefined> {
  const read = await readText(file);
  return read.ok && read.text.length <= MAX_FILE ? read.text : undefined;
}
