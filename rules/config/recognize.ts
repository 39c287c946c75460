import type { Host } from '../hosts/host.ts';
import { generic, hostById, hostOfPath } from '../hosts/index.ts';
import { type Document, MAX_LENGTH } from './document.ts';
import { mentionsServers } from './mentions.ts';
import { at } from './node.ts';
import { parseJson } from './parse-json.ts';
import { looksLikeServer } from './read.ts';

/** A document and the host whose grammar and habits it is judged by. */
export interface Recognized {
  readonly document: Document;
  readonly host: Host;
}

/**
 * Decides whether a text is an MCP config and whose: by the host's id where a person named it, then by path,
 * then by content. A JSON file that is no MCP config costs no more than one look.
 *
 * @returns undefined for a text that is no MCP config
 */
export function recognize(
  text: string,
  path: string | undefined,
  hostId?: string,
): Recognized | undefined {
  const named = hostId === undefined ? undefined : hostById(hostId);
  const host = named ?? (path === undefined ? undefined : hostOfPath(path));
  if (host) return { document: parseJson(text), host };
  if (text.length > MAX_LENGTH || !mentionsServers(text)) return undefined;
  const document = parseJson(text);
  return hasServers(document) ? { document, host: generic } : undefined;
}

function hasServers(document: Document): boolean {
  return document.roots.some((root) =>
    generic.roots.some(({ path }) => {
      const node = at(root, path);
      if (node?.kind === 'array') return node.items.some((item) => looksLikeServer(item));
      if (node?.kind !== 'object') return false;
      // An empty `mcpServers` is a config too; an empty `servers` could be anybody's.
      if (path[0] === 'mcpServers') return true;
      return node.properties.some(({ value }) => looksLikeServer(value));
    }),
  );
}
