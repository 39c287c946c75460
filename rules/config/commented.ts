import type { Document } from '../document/document.ts';
import { parse } from '../document/parse.ts';
import type { Host } from '../hosts/host.ts';
import type { Span } from '../text/span.ts';
import type { Config } from './config.ts';
import { readConfig } from './read.ts';

/** The line above an entry that is commented out. Behind it: the name, as JSON writes it. */
export const MARK = 'mcp-checklist-off';

/** At the start of each of its lines, so that no comment of somebody's is taken for a part of it. */
export const LEAD = '- ';

/** A server that was commented out. */
export interface Commented {
  readonly name: string;
  /** Where its mark stands. */
  readonly offset: number;
  /** Its lines. */
  readonly span: Span;
}

/** The servers that are commented out in a text. */
export function commentedIn(text: string): readonly Commented[] {
  if (!text.includes(MARK)) return [];
  const marks =
    /^\uFEFF?[ \t]*(?:\/\/|#) mcp-checklist-off ("(?:[^"\\\r\n]|\\[^\r\n])*")\r?(?:\n|$)/gm;
  return [...text.matchAll(marks)].flatMap(({ 0: line, 1: written = '""', index }) => {
    const name = nameOf(written);
    if (name === undefined) return [];
    const offset = index + line.search(/[/#]/);
    const start = index + line.length;
    return { name, offset, span: { start, end: endOf(text, start, leadAt(text, offset)) } };
  });
}

/** What each of its lines starts with. */
export function leadAt(text: string, offset: number): string {
  return (text[offset] === '#' ? '#' : '//') + LEAD;
}

function endOf(text: string, start: number, lead: string): number {
  let end = start;
  while (text.startsWith(lead, end)) {
    const next = text.indexOf('\n', end);
    if (next < 0) return text.length;
    end = next + 1;
  }
  return end;
}

function nameOf(written: string): string | undefined {
  try {
    return String(JSON.parse(written));
  } catch {
    return undefined;
  }
}

/**
 * Reads a config with the servers in it that were commented out: they are off, and a secret in them leaks all the same.
 * Blanks in place of what makes comments of their lines leave every offset as it is.
 *
 * @param off the names of servers that are off by a file beside the config
 */
export function readWithCommented(
  document: Document,
  host: Host,
  off?: ReadonlySet<string>,
): Config {
  const commented = commentedIn(document.text);
  if (commented.length === 0) return readConfig(document, host, { off });
  let text = document.text;
  for (const { offset, span } of commented) {
    const lead = leadAt(text, offset);
    const lines = text.slice(span.start, span.end).replace(/^|\n/g, (it) => `${it}\0`);
    const bare = lines.replaceAll(`\0${lead}`, ' '.repeat(lead.length)).replaceAll('\0', '');
    text = text.slice(0, span.start) + bare + text.slice(span.end);
  }
  const spans = commented.map(({ span }) => span);
  return { ...readConfig(parse(text, document.format), host, { off, away: spans }), document };
}
