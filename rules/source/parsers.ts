import { parser as go } from './go/index.ts';
import { parsers as scripts } from './javascript/index.ts';
import { languageOf } from './language.ts';
import type { SourceLanguage } from './model.ts';
import { parser as python } from './python/index.ts';

export const PARSERS = { ...scripts, python, go };

/**
 * A text as its parser takes it, with every character where it was. `export { type A, type B, c } from` ends for the grammar
 * of `@lezer/javascript` 1.5 at the second type, and where the names come from is lost.
 */
export function parsable(language: SourceLanguage, text: string): string {
  if (language !== 'typescript' && language !== 'tsx') return text;
  return text.replace(/^export[ \t]{0,20}\{[^{}]*\}/gm, (group) =>
    group.replace(/\btype(?=[ \t]{1,20}(?!as\b)[\w$])/g, '    '),
  );
}

/** Larger files are generated or data; reading one takes longer than anybody waits for a keystroke. */
const MAX_SOURCE_LENGTH = 1_000_000;

/** The language of a file that is parsed into the model; null for all others. */
export function sourceLanguageOf(path: string): SourceLanguage | null {
  const language = languageOf(path);
  return language === 'markdown' ? null : language;
}

export function isTooLarge(text: string): boolean {
  return text.length > MAX_SOURCE_LENGTH || minified(text);
}

/** A program squeezed into few long lines is nobody's source. */
function minified(text: string): boolean {
  if (text.length < 20_000) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lines += 1;
    if (text.length / lines <= 1_000) return false;
  }
  return true;
}
