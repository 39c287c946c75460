import type { Config } from '../../../rules/config/config.ts';
import { lineStart } from '../../../rules/document/layout.ts';
import type { Node, TextNode } from '../../../rules/document/node.ts';
import { safe } from '../../../rules/secrets/safe.ts';
import type { Span } from '../../../rules/text/span.ts';

/** What somebody is in the middle of. */
export interface Unfinished {
  /** The words and comments at the carets. */
  readonly tokens: readonly Span[];
  /** The names of the servers around the carets. */
  readonly servers: ReadonlySet<string>;
}

/** What of a config is not finished while somebody types at these places. */
export function unfinishedAt(config: Config, carets: readonly number[]): Unfinished {
  const { document } = config;
  const tokens: Span[] = [];
  for (const caret of carets) {
    for (const root of document.roots) collect(root, caret, tokens);
    tokens.push(...document.comments.filter(({ start, end }) => start < caret && caret <= end));
  }
  const servers = config.servers.filter(({ node }) =>
    carets.some((it) => isInside(node, it, document.text)),
  );
  return { tokens, servers: new Set(servers.map(({ name }) => safe.text(name))) };
}

/** Behind its last line, too, as long as nothing else follows: what comes next may still be of it. */
function isInside(node: Node, caret: number, text: string): boolean {
  const { start } = node.span;
  const content = endOf(node);
  const hasBrackets = text[start] === '{';
  if (hasBrackets && node.span.end > content && text[node.span.end - 1] === '}')
    return start < caret && caret < node.span.end;
  const end = Math.max(content, node.span.end);
  if (caret < start || caret <= end) return start <= caret;
  const between = text.slice(end, lineStart(text, caret));
  return between.split('\n').every((line) => /^\s*(?:#|\/\/|$)/.test(line));
}

/** Where the last thing in it ends; its start where there is none. */
function endOf(node: Node): number {
  if (node.kind === 'object')
    return node.properties.reduce(
      (end, { key, value }) => Math.max(end, key.span.end, value ? wholeEnd(value) : 0),
      node.span.start + 1,
    );
  if (node.kind === 'array')
    return node.items.reduce((end, it) => Math.max(end, wholeEnd(it)), node.span.start + 1);
  return node.span.end;
}

function wholeEnd(node: Node): number {
  return Math.max(node.span.end, endOf(node));
}

/** No deeper than the readers of documents go. */
function collect(node: Node, caret: number, tokens: Span[]): void {
  if (node.kind === 'text') {
    if (isIn(node, caret)) tokens.push(node.span);
  } else if (node.kind === 'scalar') {
    if (node.span.start <= caret && caret <= node.span.end) tokens.push(node.span);
  } else if (node.kind === 'array') {
    for (const item of node.items) collect(item, caret, tokens);
  } else {
    for (const { key, value } of node.properties) {
      if (isIn(key, caret)) tokens.push(key.span);
      if (value) collect(value, caret, tokens);
    }
  }
}

/** Behind the closing quote it is finished; what has none goes on until its line is left. */
function isIn({ span, contentStart, raw }: TextNode, caret: number): boolean {
  const isClosed = contentStart + raw.length < span.end;
  return (
    span.start < caret + (contentStart === span.start ? 1 : 0) &&
    (isClosed ? caret < span.end : caret <= span.end)
  );
}
