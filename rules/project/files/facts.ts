import type { FlatTree } from '../../source/flat.ts';
import { languageOf } from '../../source/language.ts';
import { type MarkdownDocument, readMarkdown } from '../../source/markdown/read.ts';
import { readSource, type SourceFile } from '../../source/read.ts';
import { type Sites, sitesIn } from '../code/sites.ts';
import { type Variable, variablesIn } from '../code/variables.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { readManifest } from '../manifests/read.ts';
import { lineStarts } from './lines.ts';
import { type FileRole, roleOf } from './role.ts';

/** What one file says, whatever stands in the others. Made once per version of it. */
export interface FileFacts {
  readonly path: string;
  readonly text: string;
  readonly role: FileRole;
  readonly lines: readonly number[];
  /** Of languages that are read. */
  readonly source: SourceFile | null;
  /** What its code does; null for everything that is not read as code. */
  readonly sites: Sites | null;
  /** What its code reads from outside. */
  readonly variables: readonly Variable[];
  readonly markdown: MarkdownDocument | null;
  readonly manifest: Manifest | null;
  /** Code of a package that leads to no server: it was not parsed. */
  readonly unparsed?: true;
}

const NOT_READ: ReadonlySet<FileRole> = new Set(['vendored', 'generated']);
/** What tests and examples name is looked up in their text; reading all of their code would cost more than the server's. */
const NOT_PARSED: ReadonlySet<FileRole> = new Set(['test', 'example', 'template']);

/**
 * Reads one file. Never throws, whatever the text.
 *
 * @param path from the root of the repository, with `/`
 * @param previous of an earlier version of the same file: what did not change is not read again
 * @param parses false for code that leads to no server
 * @param flat the tree of its code, where somebody else has parsed it
 */
export function readFacts(
  path: string,
  text: string,
  previous?: FileFacts,
  parses = true,
  flat?: FlatTree,
): FileFacts {
  if (previous?.path === path && previous.text === text) return previous;
  const role = roleOf(path, text);
  const read = !NOT_READ.has(role);
  const markdown =
    read && /\.(?:md|mdx|markdown)$/i.test(path)
      ? readMarkdown(text, previous?.markdown ?? undefined)
      : null;
  const code = read && !NOT_PARSED.has(role);
  const parsed = code && parses;
  const source = parsed ? readSource(path, text, previous?.source ?? undefined, flat) : null;
  const sites = source ? sitesIn(source.module, previous?.sites ?? undefined) : null;
  return {
    path,
    text,
    role,
    lines: lineStarts(text),
    source,
    sites,
    variables: source && sites ? variablesIn(source.module, sites) : [],
    markdown,
    manifest: read ? readManifest(path, text) : null,
    ...(code && !parses && isParsed(path) && { unparsed: true as const }),
  };
}

function isParsed(path: string): boolean {
  const language = languageOf(path);
  return language !== null && language !== 'markdown';
}

/**
 * The same without the trees that a later version would be read from quickly: they are large, and only a file that is
 * being typed in has a later version soon.
 */
export function withoutTrees(facts: FileFacts): FileFacts {
  return {
    ...facts,
    source: facts.source && { ...facts.source, parsed: null },
    markdown: facts.markdown && { ...facts.markdown, parsed: null },
  };
}
