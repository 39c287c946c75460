import type { Span } from '../../text/span.ts';
import type { Tool, ToolText } from './tool.ts';

/**
 * Tools of Rust (rmcp), C# and Java, where they are written as attributes or builders with literal names. These
 * languages are not read into the model: there is a list, without schemas and handlers.
 *
 * @returns nothing for files of other languages; never throws
 */
export function plainTools(path: string, text: string): readonly Tool[] {
  const marks = MARKS[path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
  if (!marks || text.length > 1_000_000) return [];
  const code = withoutComments(text);
  return marks.flatMap((mark) => toolsOf(path, code, mark));
}

interface Mark {
  /** What stands before the arguments, up to and without the bracket. */
  readonly before: RegExp;
  /** How the method after it is named, when the arguments do not say; null: then it is none. */
  readonly method: RegExp | null;
  /** Where the name stands in the arguments. */
  readonly name: RegExp;
  readonly named: (method: string) => string;
}

const same = (method: string): string => method;

/** The SDK of C# makes `GetWeatherAsync` into `get_weather`. */
function snake(method: string): string {
  const bare = method.replace(/Async$/, '');
  return bare.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

const KEYWORD = /\b[nN]ame\s*=\s*"([^"\\]{1,128})"/;
const JAVA: readonly Mark[] = [
  { before: /@(?:Tool|McpTool)\b/g, method: /\b(\w+)\s*\(/, name: KEYWORD, named: same },
  {
    before: /\bTool\.builder\b/g,
    method: null,
    name: /^\(\s*"([^"\\]{1,128})"|\.name\(\s*"([^"\\]{1,128})"/,
    named: same,
  },
  {
    before: /\bnew (?:McpSchema\.)?Tool\b/g,
    method: null,
    name: /^\(\s*"([^"\\]{1,128})"/,
    named: same,
  },
];
const MARKS: Readonly<Record<string, readonly Mark[]>> = {
  rs: [
    { before: /#\[(?:rmcp::)?tool(?=[\](])/g, method: /\bfn\s+(\w+)/, name: KEYWORD, named: same },
  ],
  cs: [{ before: /\[McpServerTool\b/g, method: /\b(\w+)\s*\(/, name: KEYWORD, named: snake }],
  java: JAVA,
  kt: JAVA,
};

/** So far behind a mark its arguments and the method are looked for. */
const REACH = 4_000;

function toolsOf(path: string, code: string, mark: Mark): readonly Tool[] {
  return [...code.matchAll(mark.before)].flatMap((found): readonly Tool[] => {
    const start = found.index;
    const from = start + found[0].length;
    const near = code.slice(from, from + REACH);
    const args = near.startsWith('(') ? near.slice(0, closing(near)) : '';
    // A builder goes on after its first call; an attribute ends where its bracket does.
    const builder = mark.method === null;
    const inside = builder ? (near.split(';')[0] ?? '') : args;
    const given = mark.name.exec(inside);
    const word = given?.[1] ?? given?.[2];
    const place = (at: number, length: number): Span => ({
      start: from + at,
      end: from + at + length,
    });
    const method = mark.method?.exec(signature(near.slice(args.length)));
    const name = word ?? (method?.[1] === undefined ? undefined : mark.named(method[1]));
    if (name === undefined) return [];
    const span = given
      ? place(given.index + given[0].lastIndexOf(`"${word}"`), name.length + 2)
      : place(near.indexOf(method?.[1] ?? '', args.length), (method?.[1] ?? '').length);
    const described = /\b[dD]escription\s*[=(]\s*"([^"\\]*)"/.exec(inside);
    const at = { file: path, span: { start, end: from + Math.max(args.length, 1) } };
    const description: ToolText | undefined = described
      ? {
          value: described[1] ?? '',
          at: { file: path, span: place(described.index, described[0].length) },
        }
      : undefined;
    return [
      {
        name,
        nameAt: { file: path, span },
        style: 'attribute',
        at,
        also: [],
        ...(description ? { description } : {}),
      },
    ];
  });
}

/** What follows an attribute: other attributes are passed over, so that their names are not taken for the method's. */
function signature(text: string): string {
  let rest = text.replace(/^[\])]*/, '');
  for (
    let next = /^\s*(?:\]|,\s*\w+|@\w+|#?\[\w+)/.exec(rest);
    next;
    next = /^\s*(?:\]|,\s*\w+|@\w+|#?\[\w+)/.exec(rest)
  ) {
    rest = rest.slice(next[0].length);
    if (rest.startsWith('(')) rest = rest.slice(closing(rest));
  }
  return rest.slice(0, 400);
}

/** Where the bracket that a text begins with is closed; its end, when it is not. */
function closing(text: string): number {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index];
    if (char === '"') index = endOfString(text, index);
    else if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    if (depth === 0) return index + 1;
  }
  return text.length;
}

function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === '"' || text[index] === '\n') return index;
  }
  return text.length;
}

/** Comments become spaces, so that places stay what they are. */
function withoutComments(text: string): string {
  let result = '';
  let from = 0;
  const blank = (start: number, end: number): void => {
    result += text.slice(from, start) + text.slice(start, end).replace(/[^\n]/g, ' ');
    from = end;
  };
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '"') index = endOfString(text, index);
    else if (text[index] === '/' && (text[index + 1] === '/' || text[index + 1] === '*')) {
      const line = text[index + 1] === '/';
      const stop = text.indexOf(line ? '\n' : '*/', index + 2);
      const end = stop < 0 ? text.length : line ? stop : stop + 2;
      blank(index, end);
      index = end - 1;
    }
  }
  return result + text.slice(from);
}
