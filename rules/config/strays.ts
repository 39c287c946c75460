import { type Node, pointerTo, property, type TextNode } from '../document/node.ts';
import type { Host } from '../hosts/host.ts';
import type { Stray } from './config.ts';
import { isPlainlyServer, isServerMap, looksLikeServer, ROLES } from './roles.ts';

/** What keys of servers come down to when upper and lower case, dashes and dots do not count. */
const ROOT_NAMES: ReadonlySet<string> = new Set([
  'mcpservers',
  'mcpserver',
  'contextservers',
  'modelcontextprotocolservers',
]);
/** Names that other things go by as well: only where what stands there is plainly a server. */
const COMMON_NAMES: ReadonlySet<string> = new Set(['servers', 'mcp']);

function bare(key: string): string {
  return key.toLowerCase().replace(/[-_. ]/g, '');
}

/** Whether a key is one under which one host or another keeps its servers, and nobody keeps anything else. */
export function isRootName(key: string): boolean {
  return ROOT_NAMES.has(bare(key));
}

/** How far below the top somebody may have put the key by mistake. */
const DEEPEST = 3;

/**
 * Finds servers under a key that some other host reads: in a file that is about nothing else any map of servers, in one
 * that is about much more those under a name that nobody uses for anything else, or that are plainly servers.
 *
 * @param known what the host reads; nothing below it is looked at
 */
export function straysIn(root: Node, host: Host, known: ReadonlySet<Node>): readonly Stray[] {
  if (root.kind === 'array') {
    return host.dedicated && isServerMap(root)
      ? [{ why: 'key', node: root, pointer: '', key: undefined }]
      : [];
  }
  const strays: Stray[] = [];
  // In `customizations.vscode.mcp` of a dev container the right key is as deep.
  const deepest = Math.max(DEEPEST, ...host.roots.map(({ path }) => path.length));
  search(root, '', 1, deepest, (node, pointer, key, depth) => {
    if (known.has(node)) return false;
    if (OTHERS.has(key.value)) return false;
    if (looksLikeServer(node)) return false;
    if (!isStray(node, key, depth, host)) return true;
    strays.push({ why: PARKED.test(key.value) ? 'parked' : 'key', node, pointer, key });
    return false;
  });
  return strays;
}

/** Names of maps in which people keep what should not start, in hosts without an off switch (anthropics/claude-code#17921). */
const PARKED = /^(?:[_$#]|\/\/|x-)|disabled|parked|inactive|unused|archive|backup/i;

/**
 * Keys of maps and lists whose entries have a `command` as well, and are none: inputs of type `command`
 * (code.visualstudio.com, variables reference), tasks, launch configurations, hooks, slash commands, and servers of other protocols.
 */
const OTHERS: ReadonlySet<string> = new Set([
  'inputs',
  'tasks',
  'configurations',
  'compounds',
  'hooks',
  'commands',
  'scripts',
  'agent_servers',
  'agentServers',
  'language_servers',
  'languageServers',
  'lspServers',
  'lsp',
]);

function isStray(node: Node, key: TextNode, depth: number, host: Host): boolean {
  if (isRootName(key.value)) return isServerMap(node) || holdsTransports(node);
  if (depth === 1 && host.dedicated) return isServerMap(node);
  const common = COMMON_NAMES.has(bare(key.value)) || key.value === 'mcp.servers';
  if (!common || depth === DEEPEST) return false;
  return host.dedicated ? isServerMap(node) : entriesOf(node).some(isPlainlyServer);
}

function search(
  node: Node,
  pointer: string,
  depth: number,
  deepest: number,
  visit: (node: Node, pointer: string, key: TextNode, depth: number) => boolean,
): void {
  if (node.kind !== 'object') return;
  for (const { key, value } of node.properties) {
    if (!value || (value.kind !== 'object' && value.kind !== 'array')) continue;
    const at = pointerTo(pointer, key.value);
    if (visit(value, at, key, depth) && depth < deepest)
      search(value, at, depth + 1, deepest, visit);
  }
}

/** Continue's older list, which many READMEs still show: each entry keeps its fields under `transport`. */
export function transportOf(node: Node | undefined): Node | undefined {
  if (looksLikeServer(node)) return undefined;
  const inner = property(node, 'transport')?.value;
  return looksLikeServer(inner) ? inner : undefined;
}

export function holdsTransports(node: Node): boolean {
  return node.kind === 'array' && node.items.some((item) => transportOf(item) !== undefined);
}

function entriesOf(node: Node): readonly (Node | undefined)[] {
  if (node.kind === 'object') return node.properties.map(({ value }) => value);
  return node.kind === 'array' ? node.items : [];
}

/** Keys of one server under which something that looks like a server may stand. */
const PARTS: ReadonlySet<string> = new Set(
  'transport remote local stdio http sse connection config healthCheck auth oauth settings options launch run process'.split(
    ' ',
  ),
);

/** Without the compiler concluding that what is no server is no object. */
const isServer: (node: Node) => boolean = looksLikeServer;

/** A map of servers within the map of servers: a level too many. */
export function nestedIn(node: Node, pointer: string): readonly Stray[] {
  if (node.kind !== 'object') return [];
  return node.properties.flatMap(({ key, value }): readonly Stray[] => {
    if (value?.kind !== 'object' || isServer(value) || !isServerMap(value)) return [];
    const named = isRootName(key.value) || COMMON_NAMES.has(bare(key.value));
    const all = value.properties.every(
      (it) => looksLikeServer(it.value) && !PARTS.has(it.key.value) && !(it.key.value in ROLES),
    );
    if (!named && !all) return [];
    return [{ why: 'nested', node: value, pointer: pointerTo(pointer, key.value), key }];
  });
}
