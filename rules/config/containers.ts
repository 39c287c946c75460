import { at, type Node, pointerTo, type TextNode } from '../document/node.ts';
import type { Host } from '../hosts/host.ts';
import type { Misplacement, Stray } from './config.ts';
import { isPlainlyServer, isServerMap, looksLikeServer } from './roles.ts';
import { nestedIn, straysIn } from './strays.ts';

/** Where servers stand in the tree. */
export interface Container {
  readonly node: Node;
  readonly pointer: string;
  /** The keys that lead there. */
  readonly steps: readonly string[];
  /** Undefined where the host looks here; otherwise why it does not. */
  readonly why: Misplacement | undefined;
  /** The key it stands under; undefined at the top of a file. */
  readonly key: TextNode | undefined;
  /** Whether the node is a server itself, not a map or list of them. */
  readonly single: boolean;
  /** What in it is no server of its own, as it has a place of its own in this list. */
  readonly without?: ReadonlySet<Node>;
}

/**
 * Finds the maps and lists in which a host keeps its servers, and those it would miss: under another host's key, beside
 * the right one, a level too high or too low. In a file that is about more than MCP only what can be nothing else.
 */
export function containersIn(root: Node, host: Host): readonly Container[] {
  const found: Container[] = [];
  const roots = host.roots.filter(({ path }) => path.length > 0);
  for (const { path, shape } of roots) {
    // `mcp` holds the servers themselves only where there is no `mcp.servers`; a server may be called that, too.
    const isPrefix = roots.some(({ path: other }) => {
      if (other.length <= path.length || !path.every((step, index) => other[index] === step))
        return false;
      const inner = at(root, other);
      return inner?.kind === 'object' && !looksLikeServer(inner);
    });
    if (!isPrefix) collect({ node: root, key: undefined }, path, [], shape === 'server', found);
  }
  const whole = host.roots.find(({ path }) => path.length === 0);
  const top = { node: root, pointer: '', steps: [], key: undefined };
  if (found.length === 0 && whole?.shape === 'server')
    return [{ ...top, why: undefined, single: true }];
  if (
    found.length === 0 &&
    whole &&
    isServerMap(root) &&
    !looksLikeServer(root) &&
    !isManifest(root)
  )
    return [{ ...top, why: undefined, single: false }];
  if (host.manifest) return host.dedicated ? [...found, ...outside(root, host, found)] : found;
  if (found.length === 0 && host.dedicated && looksLikeServer(root))
    return [{ ...top, why: 'unnamed', single: true }];
  const checked = found.flatMap(levelsOf);
  return [...checked, ...outside(root, host, found)];
}

function collect(
  { node, key }: { readonly node: Node | undefined; readonly key: TextNode | undefined },
  path: readonly string[],
  steps: readonly string[],
  single: boolean,
  found: Container[],
): void {
  const step = path[steps.length];
  if (step === undefined) {
    const pointer = steps.reduce((parent, it) => pointerTo(parent, it), '');
    if (node?.kind === 'object' || node?.kind === 'array') {
      found.push({ node, pointer, steps, why: undefined, key, single });
    }
  } else if (node?.kind === 'object') {
    for (const { key: next, value } of node.properties) {
      if (step === '*' || next.value === step)
        collect({ node: value, key: next }, path, [...steps, next.value], single, found);
    }
  }
}

/** A map that is one server by mistake, or has a map of servers in it. */
function levelsOf(container: Container): readonly Container[] {
  const { node, single, pointer } = container;
  if (single) return [container];
  if (looksLikeServer(node) && !isServerMap(node))
    return [{ ...container, why: 'unnamed', single: true }];
  const nested = nestedIn(node, pointer);
  if (nested.length === 0) return [container];
  const without = new Set(nested.map((it) => it.node));
  return [{ ...container, without }, ...nested.map(containerOf)];
}

function containerOf({ node, pointer, why, key }: Stray): Container {
  return { node, pointer, steps: [], why, key, single: false };
}

/** What stands outside of the host's own maps: under other keys, and servers that a brace too early put beside. */
function outside(root: Node, host: Host, found: readonly Container[]): readonly Container[] {
  const known = new Set(found.map(({ node }) => node));
  const strays = straysIn(root, host, known).map(containerOf);
  if (root.kind !== 'object' || !host.dedicated) return strays;
  const couldBeServer = isManifest(root) ? isPlainlyServer : looksLikeServer;
  // A map that has a server's fields of its own by mistake is still the map.
  const loose = root.properties.filter(
    ({ key, value }) =>
      value && !known.has(value) && couldBeServer(value) && key.value !== host.inputs?.[0],
  );
  if (loose.length === 0) return strays;
  const node: Node = { kind: 'object', properties: loose, span: root.span };
  const beside = { why: 'beside', node, pointer: '', key: undefined } as const;
  return [...strays, containerOf(beside)];
}

/** The description of a package or plugin: its author and its repository have an address as well. */
function isManifest(root: Node): boolean {
  const isText = (key: string): boolean => at(root, [key])?.kind === 'text';
  return isText('name') && (isText('version') || isText('description'));
}
