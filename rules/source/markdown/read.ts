import type { SyntaxNodeRef } from '@lezer/common';
import { parser, Table } from '@lezer/markdown';
import type { Span } from '../../text/span.ts';
import { type Parsed, parse } from '../parse.ts';

/** A Markdown file as far as it is evidence: what it is about, what it shows, where it leads. */
export interface MarkdownDocument {
  readonly headings: readonly Heading[];
  readonly code: readonly CodeBlock[];
  readonly links: readonly Link[];
  /** Code inside a line, without its marks. */
  readonly inlineCode: readonly (Span & { readonly text: string })[];
  readonly parsed: Parsed | null;
}

export interface Heading extends Span {
  readonly level: number;
  readonly text: string;
  /** From the heading to the next one of its level or above: what it is the title of. */
  readonly section: Span;
}

export interface CodeBlock extends Span {
  /** The first word after the fence, in lower case; empty when there is none. */
  readonly language: string;
  /** Where the code itself is, without fences. */
  readonly content: Span;
}

export interface Link extends Span {
  readonly target: string;
  readonly targetAt: Span;
  readonly text: string;
  readonly image: boolean;
}

const markdown = parser.configure(Table);
const EMPTY = { headings: [], code: [], links: [], inlineCode: [], parsed: null };
const MAX_LENGTH = 1_000_000;

type Open = {
  headings: Omit<Heading, 'section'>[];
  code: CodeBlock[];
  links: Link[];
  inlineCode: (Span & { text: string })[];
};

/**
 * Reads a Markdown file. Never throws, whatever the text; a text over one million characters is given empty.
 *
 * @param previous an earlier version of the same file: only what changed is parsed again
 */
export function readMarkdown(text: string, previous?: MarkdownDocument): MarkdownDocument {
  if (text.length > MAX_LENGTH) return EMPTY;
  try {
    // To the parser a line of a carriage return alone is not empty. Nothing moves: one character for one.
    const plain = text.includes('\r') ? text.replaceAll('\r', ' ') : text;
    const parsed = parse(markdown, plain, previous?.parsed ?? undefined);
    const open: Open = { headings: [], code: [], links: [], inlineCode: [] };
    parsed.tree.iterate({ enter: (node) => enter(node, text, open) });
    return { ...open, headings: sections(open.headings, text.length), parsed };
  } catch {
    return EMPTY;
  }
}

function enter(node: SyntaxNodeRef, text: string, open: Open): void {
  const { name, from, to } = node;
  const at = { start: from, end: to };
  const heading = /^(?:ATX|Setext)Heading([1-6])$/.exec(name);
  if (heading) {
    const raw = text.slice(from, to).split('\n')[0] ?? '';
    const title = raw
      .replace(/^#{1,6}[ \t]*/, '')
      .replace(/[ \t]#{1,6}[ \t]*$/, '')
      .trim();
    open.headings.push({ level: Number(heading[1]), text: title, ...at });
  } else if (name === 'FencedCode' || name === 'CodeBlock') {
    open.code.push({ ...codeOf(node, text), ...at });
  } else if (name === 'InlineCode') {
    open.inlineCode.push({
      text: text
        .slice(from, to)
        .replace(/^`{1,8}|`{1,8}$/g, '')
        .trim(),
      ...at,
    });
  } else if (name === 'URL') open.links.push(linkOf(node, text));
}

function codeOf(node: SyntaxNodeRef, text: string): Pick<CodeBlock, 'language' | 'content'> {
  const info = node.node.getChild('CodeInfo');
  const parts = node.node.getChildren('CodeText');
  const [first, last] = [parts[0], parts.at(-1)];
  const language = info
    ? text
        .slice(info.from, info.to)
        .trim()
        .split(/[\s{,]/)[0]
    : '';
  const content =
    first && last ? { start: first.from, end: last.to } : { start: node.to, end: node.to };
  return { language: (language ?? '').toLowerCase(), content };
}

/** An address stands in a link, an image, a reference at the end, or alone. */
function linkOf(node: SyntaxNodeRef, text: string): Link {
  const { from, to } = node;
  const around = node.node.parent;
  const outer =
    around && /^(?:Link|Image|LinkReference|Autolink)$/.test(around.name) ? around : node;
  const label = outer === node ? null : /^!?\[([^\]]*)\]/.exec(text.slice(outer.from, from));
  return {
    target: text.slice(from, to),
    targetAt: { start: from, end: to },
    text: label?.[1] ?? '',
    image: outer.name === 'Image',
    start: outer.from,
    end: outer.to,
  };
}

function sections(headings: Open['headings'], end: number): readonly Heading[] {
  return headings.map((heading, index) => {
    const next = headings.slice(index + 1).find(({ level }) => level <= heading.level);
    return { ...heading, section: { start: heading.start, end: next?.start ?? end } };
  });
}
