import { type Document, MAX_LENGTH } from '../document/document.ts';
import { at, type Node } from '../document/node.ts';
import { parse } from '../document/parse.ts';
import type { Host } from '../hosts/host.ts';
import { generic, hostById, hostsOfPath, matchesGlob } from '../hosts/index.ts';
import { containersIn, isServerMap } from './containers.ts';
import { mentionsServers, namesServers } from './mentions.ts';
import { looksLikeServer, TRANSPORTS } from './roles.ts';

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
  if (named) return { document: parse(text, named.format), host: named };
  const candidates = path === undefined ? [] : hostsOfPath(path);
  let document: Document | undefined;
  for (const host of candidates) {
    if (!mayBe(host, text)) continue;
    if (document?.format !== host.format) document = parse(text, host.format);
    const isOwn = document.refused ? mayBeOwnFile : isOwnFile;
    if (isOwn(host, document, path ?? '')) return { document, host };
  }
  if (text.length > MAX_LENGTH || !mentionsServers(text)) return undefined;
  document = document?.format === 'json' ? document : parse(text, 'json');
  const isConfig = document.refused ? namesServers(text) : hasServers(document);
  return isConfig ? { document, host: generic } : undefined;
}

/** So long that whoever read it may have stopped before its end. */
const CUT = 2 * MAX_LENGTH;

/**
 * Whether a text that is not read may be a host's own, by the words in it: what is too large or nested too deep
 * must not slip through as a file of another kind.
 */
function mayBeOwnFile(host: Host, { text, format }: Document, path: string): boolean {
  const normalized = path.replaceAll('\\', '/');
  const sniffs = (host.sniff ?? []).filter(({ glob }) => matchesGlob(glob, normalized));
  if (sniffs.length === 0 && (host.dedicated || text.length > CUT)) return true;
  const names = (steps: readonly string[]): boolean =>
    steps.every((it) => it === '*' || text.includes(format === 'json' ? `"${it}"` : it));
  return (
    sniffs.every(
      ({ keys = [], mentions }) =>
        keys.every(names) && (mentions?.some((it) => text.includes(it)) ?? true),
    ) && [...host.roots.map((root) => root.path), ...settingsOf(host)].some(names)
  );
}

/** A look at the text that saves parsing it: a settings file that names none of the keys has no part about MCP. */
function mayBe(host: Host, text: string): boolean {
  if (host.dedicated || text.length > CUT) return true;
  const paths = [...host.roots.map(({ path }) => path), ...settingsOf(host)];
  return paths.some((path) => path.every((step) => step === '*' || text.includes(step)));
}

/** Whether a file at one of a host's paths is about MCP, and in this host's dialect. */
function isOwnFile(host: Host, document: Document, path: string): boolean {
  const normalized = path.replaceAll('\\', '/');
  const sniffs = (host.sniff ?? []).filter(({ glob }) => matchesGlob(glob, normalized));
  if (sniffs.length === 0 && host.dedicated) return true;
  const fits = sniffs.every(
    ({ keys = [], without = [], mentions }) =>
      keys.every((key) => holds(document, key)) &&
      !without.some((key) => holds(document, key)) &&
      (mentions?.some((mention) => document.text.includes(mention)) ?? true),
  );
  return (
    fits &&
    (document.roots.some((root) => containersIn(root, host).some(({ read }) => read)) ||
      settingsOf(host).some((key) => holds(document, key)))
  );
}

function holds({ roots }: Document, path: readonly string[]): boolean {
  return roots.some((root) => at(root, path) !== undefined);
}

/** Settings that matter even where no server stands. */
function settingsOf({ governs, approvalSettings }: Host): readonly (readonly string[])[] {
  return governs ? (approvalSettings ?? []) : [];
}

/** Keys that nobody uses for anything else. */
const TELLING = /(?:mcpServers|mcp_servers|context_servers|mcp|mcp\/servers)$/;

function hasServers({ roots }: Document): boolean {
  return roots.some((root) => {
    if (['openapi', 'swagger', 'asyncapi'].some((key) => at(root, [key]))) return false;
    return containersIn(root, generic).some(({ node, pointer, read }) => {
      if (TELLING.test(pointer))
        return isServerMap(node) || (node.kind === 'object' && /mcpServers$/.test(pointer));
      // `servers`, `internalServers`, or no key at all: much is listed that way, in compile_commands.json to begin with.
      return (read || /servers$/i.test(pointer)) && entriesOf(node).some(isPlainlyServer);
    });
  });
}

function entriesOf(node: Node): readonly (Node | undefined)[] {
  if (node.kind === 'object') return node.properties.map(({ value }) => value);
  return node.kind === 'array'
    ? node.items.filter((item) => at(item, ['name'])?.kind === 'text')
    : [];
}

/** More than a command or an address by itself. */
function isPlainlyServer(node: Node | undefined): boolean {
  if (!looksLikeServer(node)) return false;
  const has = (...keys: string[]): boolean => keys.some((key) => at(node, [key]) !== undefined);
  if (has('command')) return has('args', 'env', 'environment');
  const type = at(node, ['type']);
  // `"repository": {"type": "git", "url": …}`
  return has('transport', 'headers') || (type?.kind === 'text' && type.value in TRANSPORTS);
}
