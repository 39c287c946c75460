import type { Config } from '../config/config.ts';
import { holds, type Span } from '../text/span.ts';
import { find } from './detect.ts';

/** A credential that nobody reads any more but people. */
export interface CommentedCredential {
  readonly span: Span;
  readonly label: string;
}

/** More than these in one file are one thing to say. */
const MOST = 20;

/**
 * The credentials in comments of a config, of which their format alone says what they are. In a settings file only what
 * stands among the servers is any concern of ours.
 */
export function credentialsInComments(config: Config): readonly CommentedCredential[] {
  const { document, host, listings, servers } = config;
  const found: CommentedCredential[] = [];
  const judged = servers.filter(({ commented }) => commented).map(({ node }) => node.span);
  judged.sort((a, b) => a.start - b.start);
  let next = 0;
  for (const comment of document.comments) {
    const { start, end } = comment;
    // Both are in order: each server is passed once.
    while ((judged[next]?.end ?? end) < end) next += 1;
    const server = judged[next];
    if (end - start < SHORTEST || (server && holds(server, comment))) continue;
    const isOurs = host.dedicated || document.format !== 'json';
    if (!isOurs && !listings.some(({ node }) => holds(node.span, comment))) continue;
    const value = document.text.slice(start, end);
    for (const it of find({ value, role: 'other', name: '', references: [] })) {
      if (it.verdict !== 'credential' || it.confidence !== 'high' || !it.provider) continue;
      found.push({ span: { start: start + it.start, end: start + it.end }, label: it.label });
      if (found.length === MOST) return found;
    }
  }
  return found;
}

/** No provider's credential is as short. */
const SHORTEST = 20;
