import type { Tree } from '@lezer/common';
import type { Span } from '../text/span.ts';
import { readCommonJs } from './commonjs.ts';
import { type FlatTree, flatten, unflatten } from './flat.ts';
import { front as goFront } from './go/index.ts';
import { front as scriptFront } from './javascript/index.ts';
import { type Front, openFunction } from './lowering.ts';
import { type KnownMarks, type Marks, marksOf } from './marks.ts';
import type { ModulePart, SourceLanguage, SourceModule } from './model.ts';
import { type Parsed, parse, parseUnlessHidden } from './parse.ts';
import { isTooLarge, PARSERS, parsable, sourceLanguageOf } from './parsers.ts';
import { type Kept, type KnownParts, readParts, readWhole } from './parts.ts';
import { front as pythonFront } from './python/index.ts';

/** A file of a language that is read, with its tree: what a later version of it is read from quickly. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly parsed: ParsedSource | null;
  readonly module: SourceModule;
}

/**
 * A tree, with what is known of its parts. It stands here and goes with its version: a weak map would have all that a key
 * leaves behind grow old before it is collected.
 */
interface ParsedSource extends Parsed {
  readonly marks?: KnownMarks;
  readonly parts?: KnownParts;
}

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
 * @param previous an earlier version of the same file: only what changed is parsed and read again
 * @param flat its tree, which somebody else has parsed
 * @returns null for files of no language that is read here (Markdown has its own reader)
 */
export function readSource(
  path: string,
  text: string,
  previous?: SourceFile,
  flat?: FlatTree,
): SourceFile | null {
  const language = sourceLanguageOf(path);
  if (language === null) return null;
  if (isTooLarge(text)) {
    return unread(path, language, text, 'too-large');
  }
  if (previous?.path === path && previous.text === text) return previous;
  const last = previous?.path === path ? (previous.parsed ?? undefined) : undefined;
  try {
    const parser = PARSERS[language];
    const plain = parsable(language, text);
    const tree = flat ? unflatten(flat, parser.nodeSet) : parse(parser, plain, last).tree;
    const front = FRONTS[language];
    const known = new Map<Tree, Kept>();
    const parts = last
      ? readParts(tree, text, front, last.parts, known)
      : [readWhole(tree, text, front)];
    const marks = new Map<Tree, Marks>();
    const module = moduleOf(path, language, text, parts, marksOf(tree, last?.marks, marks));
    return { path, text, parsed: { text: plain, tree, marks, parts: known }, module };
  } catch {
    // A fault of ours or the grammar's must not cost the other files.
    return unread(path, language, text, 'failed');
  }
}

/** The tree of a file to be read somewhere else; undefined where that would not parse it, or is to find out why it fails. */
export function flatTreeOf(path: string, text: string): FlatTree | undefined {
  const language = sourceLanguageOf(path);
  if (language === null || isTooLarge(text)) return undefined;
  try {
    return flatten(PARSERS[language].parse(parsable(language, text)));
  } catch {
    return undefined;
  }
}

function unread(
  path: string,
  language: SourceLanguage,
  text: string,
  cut: NonNullable<SourceModule['cut']>,
): SourceFile {
  const module = { ...moduleOf(path, language, '', [], { errors: [], comments: [] }), cut };
  return { path, text, parsed: null, module };
}

/** The same file with its tree, so that a later version is read quickly. */
export function withTree(file: SourceFile): SourceFile {
  if (file.parsed || file.module.cut === 'too-large' || file.module.cut === 'failed') return file;
  const { language } = file.module;
  return { ...file, parsed: parse(PARSERS[language], parsable(language, file.text)) };
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
    const plain = parsable(module.language, text);
    const later = parseUnlessHidden(PARSERS[module.language], plain, parsed, (tree) => {
      const { errors } = marksOf(tree, parsed.marks);
      // What is open where the parser was stopped is an error there.
      const last = errors.reduce((most, { start }) => Math.max(most, start), 0);
      return isTorn(errors.filter(({ start }) => start < last));
    });
    if (!later) return undefined;
    const marks = new Map<Tree, Marks>();
    if (isTorn(marksOf(later.tree, parsed.marks, marks).errors)) return undefined;
    return { ...file, parsed: { ...parsed, ...later, marks } };
  } catch {
    return file;
  }
}

function moduleOf(
  path: string,
  language: SourceLanguage,
  text: string,
  parts: readonly ModulePart[],
  { errors, comments }: Marks,
): SourceModule {
  const imports = parts.flatMap((part) => part.imports);
  const exports = parts.flatMap((part) => part.exports);
  const events = parts.flatMap((part) => part.events);
  if (language !== 'python' && language !== 'go') readCommonJs({ imports, exports, events });
  const name = parts.findLast((part) => part.package !== undefined)?.package;
  const all = { start: 0, end: text.length };
  return {
    path,
    language,
    imports,
    exports,
    top: { ...openFunction('top', all), events },
    functions: parts.flatMap((part) => part.functions),
    classes: parts.flatMap((part) => part.classes),
    errors,
    comments,
    ...(name === undefined ? {} : { package: name }),
    ...(parts.some(({ cut }) => cut) && { cut: 'too-deep' }),
    ...(parts.length > 1 && { parts }),
  };
}
