import type { FileFacts } from './facts.ts';

const LANGUAGES: Readonly<Record<string, string>> = {
  ts: 'typescript',
  tsx: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  js: 'javascript',
  jsx: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  py: 'python',
  go: 'go',
  rs: 'rust',
  java: 'java',
  kt: 'kotlin',
  cs: 'csharp',
};

/** The languages of code, what there is most of first. */
export function languagesOf(code: readonly FileFacts[]): readonly string[] {
  const amounts = new Map<string, number>();
  for (const { path, text } of code) {
    const language = LANGUAGES[path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
    if (language) amounts.set(language, (amounts.get(language) ?? 0) + text.length);
  }
  return [...amounts].sort((a, b) => b[1] - a[1]).map(([language]) => language);
}
