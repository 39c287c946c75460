import { draftLine, fileHelp, type Help, type Helper } from '../help.ts';
import type { HelpLanguage, Known } from '../known.ts';

/** Code to start from, in one language. */
export interface Snippet {
  /** The name of its file, without what it ends with. */
  readonly file: string;
  /**
   * The file, without the line of the draft. In TypeScript what stands between « and » is types: JavaScript goes
   * without.
   */
  readonly text: string | ((known: Known) => string);
  /** What it takes to have it used, a sentence each. */
  readonly next: readonly string[];
}

type Language = Exclude<HelpLanguage, 'other' | 'javascript'>;

/** The same in several languages; a language that is missing has no code for it. */
export type Snippets = Readonly<Partial<Record<Language, Snippet>>>;

/** Writes a file of code beside that of the server. */
export function codeHelp(id: string, title: string, snippets: Snippets): Helper {
  return (known): Help | undefined => {
    const language = known.language === 'javascript' ? 'typescript' : known.language;
    const snippet = language === 'other' ? undefined : snippets[language];
    if (!snippet) return undefined;
    const { file, text, next } = snippet;
    const body = typeof text === 'function' ? text(known) : text;
    const name = language === 'python' ? file.replaceAll('-', '_') : file;
    const code = typesOf(known, body);
    const plain = `${known.source}${name}${known.extension}`;
    const there = known.project.files.get(plain)?.text;
    if (there?.includes(longestLine(code))) return undefined;
    // One of that name may do something else.
    const path = there === undefined ? plain : `${known.source}mcp_${name}${known.extension}`;
    return fileHelp(known, { id, title, kind: 'code', next }, path, headOf(known) + code);
  };
}

/** What tells a file that was made before from others. */
function longestLine(text: string): string {
  return text.split('\n').reduce((a, b) => (b.length > a.length ? b : a), '');
}

/** The line of the draft, and the package of Go. */
function headOf({ language, project, source }: Known): string {
  if (language === 'python') return `${draftLine.hash}\n`;
  if (language !== 'go') return `${draftLine.slashes}\n`;
  const beside = [...project.sources.modules.values()].find(
    ({ path, package: name }) =>
      name !== undefined && path.slice(0, path.lastIndexOf('/') + 1) === source,
  );
  return `${draftLine.slashes}\npackage ${beside?.package ?? 'main'}\n\n`;
}

function typesOf({ language, extension }: Known, text: string): string {
  if (language !== 'typescript' && language !== 'javascript') return text;
  if (/ts$/.test(extension)) return text.replace(/[«»]/g, '');
  const [first = '', ...rest] = text.split('«');
  return first + rest.map((part) => part.slice(part.indexOf('»') + 1)).join('');
}
