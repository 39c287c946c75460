import { commentedIn, LEAD, leadAt, MARK } from '../../config/commented.ts';
import type { Config, Server } from '../../config/config.ts';
import { eol, isBlank, lineEnd, lineIndent, lineStart } from '../../document/layout.ts';
import { entryOf } from './entry.ts';

/** What may stand in front of an entry on its line: the dash of an item, or the head of a TOML table. */
const LEADS = /^[ \t]*(?:- |\[{1,2}[\w."'-]*|[\w."'-]+\.)?$/;

/**
 * The text with the lines of an entry commented out.
 *
 * @returns undefined where the host takes no comments, or the entry shares a line with something else
 */
export function commentOut(config: Config, server: Server): string | undefined {
  const { document, host } = config;
  // In YAML blanks have a meaning, so what is commented out could not be read any more where it stands.
  if (document.format === 'yaml' || (document.format === 'json' && host.comments !== true))
    return undefined;
  const entry = entryOf(config, server);
  if (!entry) return undefined;
  const { text } = document;
  const isJson = document.format === 'json';
  const start = lineStart(text, entry.span.start);
  const end = lastLine(text, entry.span.end, isJson);
  if (end === undefined || !LEADS.test(text.slice(start, entry.span.start))) return undefined;
  const sign = isJson ? '//' : '#';
  const lines = text.slice(start, end).replace(/^|\n/g, `$&${sign}${LEAD}`);
  const mark = `${lineIndent(text, entry.span.start)}${sign} ${MARK} ${JSON.stringify(server.name)}${eol(text)}`;
  return text.slice(0, start) + mark + lines + text.slice(end);
}

/** Where the last line of the entry ends, with its comma; undefined where something else stands on it. */
function lastLine(text: string, end: number, isJson: boolean): number | undefined {
  // Entries of YAML and TOML may take their last line end along.
  const last = text.slice(0, end).trimEnd().length;
  const line = lineEnd(text, last);
  const rest = text.slice(last, line).trim();
  const isAlone = isJson
    ? /^,?\s*(?:\/\/.*)?$/.test(rest)
    : isBlank(text, last, line) || rest.startsWith('#');
  return isAlone ? line : undefined;
}

/** The text with a server brought back; undefined where it is not commented out. */
export function commentIn(text: string, name: string): string | undefined {
  const found = commentedIn(text).find((it) => it.name === name);
  if (!found) return undefined;
  const { offset, span } = found;
  const lead = leadAt(text, offset);
  const lines = text.slice(span.start, span.end).split('\n');
  const bare = lines.map((line) => (line.startsWith(lead) ? line.slice(lead.length) : line));
  return text.slice(0, lineStart(text, offset)) + bare.join('\n') + text.slice(span.end);
}
