import type { NodeType, Parser, Tree } from '@lezer/common';
import type { Span } from '../text/span.ts';
import { readCommonJs } from './commonjs.ts';
import { front as goFront, parser as goParser } from './go/index.ts';
import { front as scriptFront, parsers as scriptParsers } from './javascript/index.ts';
import { languageOf } from './language.ts';
import { type Front, Lowering } from './lowering.ts';
import type { SourceLanguage, SourceModule } from './model.ts';
import { type Parsed, parse, parseUnlessHidden } from './parse.ts';
import { front as pythonFront, parser as pythonParser } from './python/index.ts';

/** A file of a language that is read, with its tree: what a later version of it is read from quickly. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly parsed: Parsed | null;
  readonly module: SourceModule;
}

/** Larger files are generated or data; reading one takes longer than anybody waits for a keystroke. */
export const MAX_SOURCE_LENGTH = 1_000_000;

const PARSERS: Readonly<Record<SourceLanguage, Parser>> = {
  ...scriptParsers,
  python: pythonParser,
  go: goParser,
};

const FRONTS: Readonly<Record<SourceLanguage, Front>> = {
  typescript: scriptFront,
  tsx: scriptFront,
  javascript: scriptFront,
  python: pythonFront,
  go: goFront,
};

/**
 * Reads a source file into the model. Never throws, whatever the text; half-typed text keeps what can be read.
 *
 * @param path tells the language, and is handed on in the module
 * @param previous an earlier version of the same file: only what changed is parsed again
 * @returns null for files of no language that is read here (Markdown has its own reader)
 */
export function readSource(path: string, text: string, previous?: SourceFile): SourceFile | null {
  const language = languageOf(path);
  if (language === null || language === 'markdown') return null;
  if (isTooLarge(text)) {
    const module = lowered(path, language, '', null, 'too-large');
    return { path, text, parsed: null, module };
  }
  if (previous?.path === path && previous.text === text) return previous;
  const last = previous?.path === path ? (previous.parsed ?? undefined) : undefined;
  try {
    const parsed = parse(PARSERS[language], text, last);
    return { path, text, parsed, module: lowered(path, language, text, parsed.tree) };
  } catch {
    // A fault of ours or the grammar's must not cost the other files.
    return { path, text, parsed: null, module: lowered(path, language, '', null, 'failed') };
  }
}

/** The same file with its tree, so that a later version is read quickly. */
export function withTree(file: SourceFile): SourceFile {
  if (file.parsed || file.module.cut === 'too-large' || file.module.cut === 'failed') return file;
  return { ...file, parsed: parse(PARSERS[file.module.language], file.text) };
}

/**
 * Reads of a later text of a file as much as it takes to know whether it has errors that it had not: then it is
 * half-typed, and not worth reading yet. Never throws.
 *
 * @returns undefined where it has; else the file as it was, with the tree of the later text to read it from
 */
export function unlessTorn(file: SourceFile, text: string): SourceFile | undefined {
  const { parsed, module } = file;
  if (!parsed || isTooLarge(text)) return file;
  const isTorn = (errors: readonly Span[]): boolean => errors.length > module.errors.length;
  try {
    const later = parseUnlessHidden(PARSERS[module.language], text, parsed, (tree) => {
      const { errors } = marks(tree);
      // What is open where the parser was stopped is an error there.
      const last = errors.reduce((most, { start }) => Math.max(most, start), 0);
      return isTorn(errors.filter(({ start }) => start < last));
    });
    return later && !isTorn(marks(later.tree).errors) ? { ...file, parsed: later } : undefined;
  } catch {
    return file;
  }
}

function isTooLarge(text: string): boolean {
  return text.length > MAX_SOURCE_LENGTH || minified(text);
}

function lowered(
  path: string,
  language: SourceLanguage,
  text: string,
  tree: Tree | null,
  cut?: SourceModule['cut'],
): SourceModule {
  const to = new Lowering(text, FRONTS[language]);
  if (tree) to.statement(tree.topNode);
  if (language !== 'python' && language !== 'go') readCommonJs(to);
  const why = cut ?? (to.cut ? 'too-deep' : undefined);
  return {
    path,
    language,
    imports: to.imports,
    exports: to.exports,
    top: to.top,
    functions: to.functions,
    classes: to.classes,
    ...(tree ? marks(tree) : { errors: [], comments: [] }),
    ...(to.package === undefined ? {} : { package: to.package }),
    ...(why ? { cut: why } : {}),
  };
}

/** A program squeezed into few long lines is nobody's source. */
function minified(text: string): boolean {
  if (text.length < 20_000) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return text.length / lines > 1_000;
}

interface Marks {
  readonly errors: readonly Span[];
  readonly comments: readonly Span[];
}

/** Of parts that a later version of a file has in common with an earlier one: the parser hands them on. */
const known = new WeakMap<Tree, Marks>();

/** Where a tree has errors and comments. Each large statement at the top is looked through once. */
function marks(tree: Tree): Marks {
  const errors: Span[] = [];
  const comments: Span[] = [];
  tree.iterate({
    enter({ type, from, to, tree: part }) {
      if (type.isTop) return true;
      if (part) {
        const own = known.get(part) ?? marksIn(part);
        known.set(part, own);
        for (const it of own.errors) errors.push(moved(it, from));
        for (const it of own.comments) comments.push(moved(it, from));
        return false;
      }
      // What is small has no tree of its own.
      if (type.isError) errors.push({ start: from, end: to });
      else if (isComment(type)) comments.push({ start: from, end: to });
      return true;
    },
  });
  return { errors, comments };
}

function marksIn(tree: Tree): Marks {
  const errors: Span[] = [];
  const comments: Span[] = [];
  tree.iterate({
    enter({ type, from, to }) {
      if (type.isError) errors.push({ start: from, end: to });
      else if (isComment(type)) comments.push({ start: from, end: to });
    },
  });
  return { errors, comments };
}

function isComment({ name }: NodeType): boolean {
  return name.endsWith('Comment');
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
