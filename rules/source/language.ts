import type { SourceLanguage } from './model.ts';

const LANGUAGES: Readonly<Record<string, SourceLanguage | 'markdown'>> = {
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'tsx',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  py: 'python',
  go: 'go',
  md: 'markdown',
  mdx: 'markdown',
  markdown: 'markdown',
};

/** The language of a file by the end of its name; null for all others, type declarations (`.d.ts`) and minified files. */
export function languageOf(path: string): SourceLanguage | 'markdown' | null {
  const name = path
    .slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
    .toLowerCase();
  if (/\.d\.[cm]?ts$/.test(name) || name.endsWith('.min.js')) return null;
  return LANGUAGES[name.slice(name.lastIndexOf('.') + 1)] ?? null;
}
