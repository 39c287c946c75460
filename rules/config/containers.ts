import { at, type Node, pointerTo, property } from '../document/node.ts';
import type { Host } from '../hosts/host.ts';
import { looksLikeServer } from './roles.ts';

/** Keys under which one host or another keeps its servers; beside the right one they are a mistake. */
const ROOT_NAMES: readonly string[] = [
  'mcpServers',
  'servers',
  'mcp',
  'context_servers',
  'mcp_servers',
  'amp.mcpServers',
];

/**
 * Keys of maps and lists whose entries have a `command` as well, and are none: inputs of type `command`
 * (code.visualstudio.com, variables reference), tasks, launch configurations, hooks, slash commands.
 */
const OTHERS: ReadonlySet<string> = new Set([
  'inputs',
  'tasks',
  'configurations',
  'compounds',
  'hooks',
  'commands',
  'scripts',
]);

/** Where servers stand in the tree. */
export interface Container {
  readonly node: Node;
  readonly pointer: string;
  /** The keys that lead there. */
  readonly steps: readonly string[];
  /** Whether the host looks here. */
  readonly read: boolean;
  /** Whether the node is a server itself, not a map or list of them. */
  readonly single: boolean;
}

/**
 * Finds the maps and lists in which a host keeps its servers, and, in files that are about nothing else, those
 * it would miss: under another host's key, or beside the right one.
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
    if (!isPrefix) collect(root, path, [], shape === 'server', found);
  }
  const whole = host.roots.find(({ path }) => path.length === 0);
  const node = { node: root, pointer: '', steps: [], read: true };
  if (found.length === 0 && whole?.shape === 'server') return [{ ...node, single: true }];
  if (found.length === 0 && whole && isServerMap(root)) return [{ ...node, single: false }];
  return host.dedicated ? [...found, ...misplaced(root, host, found)] : found;
}

function collect(
  node: Node | undefined,
  path: readonly string[],
  steps: readonly string[],
  single: boolean,
  found: Container[],
): void {
  const step = path[steps.length];
  if (step === undefined) {
    const pointer = steps.reduce((parent, it) => pointerTo(parent, it), '');
    if (node?.kind === 'object' || node?.kind === 'array') {
      found.push({ node, pointer, steps, read: true, single });
    }
  } else if (node?.kind === 'object') {
    for (const { key, value } of node.properties) {
      if (step === '*' || key.value === step)
        collect(value, path, [...steps, key.value], single, found);
    }
  }
}

export function isServerMap(node: Node): boolean {
  if (node.kind === 'array') return node.items.some((item) => looksLikeServer(item));
  return node.kind === 'object' && node.properties.some(({ value }) => looksLikeServer(value));
}

function stray(node: Node, pointer: string): Container {
  return { node, pointer, steps: [], read: false, single: false };
}

/** Maps under another host's key, and servers that a brace too early put beside the map. */
function misplaced(root: Node, host: Host, found: readonly Container[]): readonly Container[] {
  if (root.kind === 'array') return isServerMap(root) ? [stray(root, '')] : [];
  if (root.kind !== 'object') return [];
  const strays: Container[] = [];
  const known = new Set(found.map(({ node }) => node));
  // A map that has a server's fields of its own by mistake is still the map.
  const loose = root.properties.filter(
    ({ value }) => value && !known.has(value) && looksLikeServer(value),
  );
  for (const { key, value } of root.properties) {
    if (!value || known.has(value) || OTHERS.has(key.value)) continue;
    const pointer = pointerTo('', key.value);
    const inner = key.value === 'mcp' ? property(value, 'servers')?.value : undefined;
    if (inner && !known.has(inner)) strays.push(stray(inner, pointerTo(pointer, 'servers')));
    else if (
      !inner &&
      (ROOT_NAMES.includes(key.value) || isServerMap(value)) &&
      !looksLikeServer(value)
    ) {
      if (isServerMap(value)) strays.push(stray(value, pointer));
    }
  }
  if (loose.length > 0 && !host.roots.some(({ path }) => path.length === 0 && found.length === 0)) {
    strays.push(stray({ kind: 'object', properties: loose, span: root.span }, ''));
  }
  return strays;
}
