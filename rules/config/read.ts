import type { Host, Role } from '../hosts/host.ts';
import { parseLaunch, wordsOf } from '../launchers/index.ts';
import type { Launch } from '../launchers/launch.ts';
import { findReferences } from '../references/find.ts';
import type { Config, Entry, Input, Place, Server, Transport } from './config.ts';
import type { Document } from './document.ts';
import { at, type Node, type ObjectNode, pointerTo, property, type TextNode } from './node.ts';

/**
 * What a key of a server entry is for, whoever reads the file. A key that this host ignores keeps its
 * role: the token in it leaks all the same.
 */
const ROLES: Readonly<Record<string, Role>> = Object.assign(Object.create(null), {
  command: 'command',
  cmd: 'command',
  args: 'arg',
  env: 'env',
  envs: 'env',
  environment: 'env',
  headers: 'header',
  http_headers: 'header',
  requestHeaders: 'header',
  url: 'url',
  serverUrl: 'url',
  httpUrl: 'url',
  baseUrl: 'url',
  endpoint: 'url',
  uri: 'url',
  link: 'url',
  cwd: 'cwd',
  envFile: 'envFile',
  env_file: 'envFile',
} satisfies Record<string, Role>);

/** Keys under which one host or another keeps its servers; beside the right one they are a mistake. */
const ROOT_NAMES: readonly string[] = [
  'mcpServers',
  'servers',
  'mcp',
  'context_servers',
  'mcp_servers',
  'amp.mcpServers',
];

const TRANSPORTS: Readonly<Record<string, Transport>> = Object.assign(Object.create(null), {
  stdio: 'stdio',
  local: 'stdio',
  http: 'http',
  https: 'http',
  remote: 'http',
  'streamable-http': 'http',
  streamableHttp: 'http',
  streamable_http: 'http',
  sse: 'sse',
  ws: 'ws',
  websocket: 'ws',
} satisfies Record<string, Transport>);

/** A map or list of servers in the tree. */
interface Container {
  readonly node: Node;
  readonly pointer: string;
  readonly read: boolean;
}

/** Finds the servers of a document the way its host looks for them, and those it would miss. */
export function readConfig(document: Document, host: Host): Config {
  const servers: Server[] = [];
  const inputs: Input[] = [];
  const places: Place[] = [];
  for (const root of document.roots) {
    for (const container of containersIn(root, host)) readContainer(container, host, servers);
    if (host.inputs) readInputs(at(root, host.inputs), host.inputs, inputs, places);
  }
  return { document, host, servers, inputs, places };
}

/** Whether a value could be a server entry: it names something to start or to connect to. */
export function looksLikeServer(node: Node | undefined): node is ObjectNode {
  if (node?.kind !== 'object') return false;
  return node.properties.some(({ key, value }) => {
    const role = ROLES[key.value];
    if (role === 'command') return value?.kind === 'text' || value?.kind === 'array';
    if (role === 'arg') return value?.kind === 'array';
    return role === 'url' && value?.kind === 'text' && value.value.includes('://');
  });
}

function containersIn(root: Node, host: Host): readonly Container[] {
  const found: Container[] = [];
  const paths = host.roots.map(({ path }) => path).filter((path) => path.length > 0);
  for (const path of paths) {
    // `mcp` holds the servers themselves only where there is no `mcp.servers`.
    const isPrefix = paths.some(
      (other) => other.length > path.length && startsWith(other, path) && at(root, other),
    );
    if (!isPrefix) collect(root, path, '', found);
  }
  if (found.length === 0 && host.roots.some(({ path }) => path.length === 0) && isServerMap(root)) {
    return [{ node: root, pointer: '', read: true }];
  }
  return host.dedicated ? [...found, ...misplaced(root, host, found)] : found;
}

function startsWith(path: readonly string[], prefix: readonly string[]): boolean {
  return prefix.every((step, index) => path[index] === step);
}

function collect(
  node: Node | undefined,
  path: readonly string[],
  pointer: string,
  found: Container[],
): void {
  if (!node) return;
  const [step, ...rest] = path;
  if (step === undefined) {
    if (node.kind === 'object' || node.kind === 'array') found.push({ node, pointer, read: true });
    return;
  }
  if (node.kind !== 'object') return;
  for (const { key, value } of node.properties) {
    if (step === '*' || key.value === step)
      collect(value, rest, pointerTo(pointer, key.value), found);
  }
}

function isServerMap(node: Node): boolean {
  if (node.kind === 'array') return node.items.some((item) => looksLikeServer(item));
  return node.kind === 'object' && node.properties.some(({ value }) => looksLikeServer(value));
}

/** Maps under another host's key, and servers that a brace too early put beside the map. */
function misplaced(root: Node, host: Host, found: readonly Container[]): readonly Container[] {
  if (root.kind === 'array')
    return isServerMap(root) ? [{ node: root, pointer: '', read: false }] : [];
  if (root.kind !== 'object') return [];
  const strays: Container[] = [];
  const known = new Set(found.map(({ node }) => node));
  const loose = root.properties.filter(({ value }) => looksLikeServer(value));
  for (const { key, value } of root.properties) {
    if (!value || known.has(value)) continue;
    const pointer = pointerTo('', key.value);
    const inner = key.value === 'mcp' ? property(value, 'servers')?.value : undefined;
    if (inner && !known.has(inner))
      strays.push({ node: inner, pointer: pointerTo(pointer, 'servers'), read: false });
    else if (
      !inner &&
      (ROOT_NAMES.includes(key.value) || isServerMap(value)) &&
      !looksLikeServer(value)
    ) {
      if (isServerMap(value)) strays.push({ node: value, pointer, read: false });
    }
  }
  if (loose.length > 0 && !host.roots.some(({ path }) => path.length === 0 && found.length === 0)) {
    strays.push({
      node: { kind: 'object', properties: loose, span: root.span },
      pointer: '',
      read: false,
    });
  }
  return strays;
}

function readContainer({ node, pointer, read }: Container, host: Host, servers: Server[]): void {
  if (node.kind === 'object') {
    for (const { key, value } of node.properties) {
      if (value?.kind !== 'object') continue;
      servers.push(readServer(value, key.value, key, pointerTo(pointer, key.value), read, host));
    }
  } else if (node.kind === 'array') {
    for (const [index, item] of node.items.entries()) {
      if (item.kind !== 'object') continue;
      const name = property(item, 'name')?.value;
      const nameNode = name?.kind === 'text' ? name : undefined;
      const label = nameNode?.value ?? String(index);
      servers.push(readServer(item, label, nameNode, pointerTo(pointer, index), read, host));
    }
  }
}

/** A server while it is being read: its places point at it before it is complete. */
interface Draft extends Server {
  command: TextNode | undefined;
  transport: Transport | undefined;
  launch: Launch | undefined;
  readonly places: Place[];
  readonly args: TextNode[];
  readonly env: Entry[];
  readonly headers: Entry[];
  readonly urls: Place[];
}

function readServer(
  node: ObjectNode,
  name: string,
  nameNode: TextNode | undefined,
  pointer: string,
  read: boolean,
  host: Host,
): Server {
  const server: Draft = {
    name,
    nameNode,
    node,
    pointer,
    read,
    disabled: isOff(node, host),
    transport: undefined,
    command: undefined,
    args: [],
    env: [],
    headers: [],
    urls: [],
    launch: undefined,
    places: [],
  };
  for (const { key, value } of node.properties) {
    if (!value || value === nameNode) continue;
    readField(server, ROLES[key.value] ?? 'other', key.value, value, pointerTo(pointer, key.value));
  }
  const { command, args, urls } = server;
  server.transport = transportOf(node, command !== undefined, urls.length > 0);
  if (command && command.value !== '') server.launch = parseLaunch(wordsOf(command, args));
  return server;
}

function readField(draft: Draft, role: Role, name: string, value: Node, pointer: string): void {
  if (role === 'env' || role === 'header') {
    if (value.kind === 'object') readEntries(draft, role, value, pointer);
    else readNested(draft, role, name, value, pointer);
  } else if (role === 'command') {
    readCommand(draft, value, pointer);
  } else if (role === 'arg' && value.kind === 'array') {
    readArguments(draft, value.items, 0, pointer);
  } else {
    readNested(draft, role, name, value, pointer);
  }
}

/** A string, or one array with the program first, as opencode writes it. */
function readCommand(draft: Draft, value: Node, pointer: string): void {
  if (value.kind === 'text') {
    draft.command = value;
    addPlace(draft, 'command', '', value, pointer);
  } else if (value.kind === 'array' && value.items[0]?.kind === 'text') {
    draft.command = value.items[0];
    addPlace(draft, 'command', '', value.items[0], pointerTo(pointer, 0));
    readArguments(draft, value.items.slice(1), 1, pointer);
  }
}

function readArguments(
  draft: Draft,
  items: readonly Node[],
  firstIndex: number,
  pointer: string,
): void {
  for (const [offset, item] of items.entries()) {
    const itemPointer = pointerTo(pointer, firstIndex + offset);
    if (item.kind === 'text') {
      addPlace(draft, 'arg', '', item, itemPointer, draft.args.length);
      draft.args.push(item);
    } else {
      readNested(draft, 'other', 'args', item, itemPointer);
    }
  }
}

function readEntries(
  draft: Draft,
  role: 'env' | 'header',
  node: ObjectNode,
  pointer: string,
): void {
  for (const { key, value } of node.properties) {
    const entryPointer = pointerTo(pointer, key.value);
    (role === 'env' ? draft.env : draft.headers).push({ key, value, pointer: entryPointer });
    if (value) readNested(draft, role, key.value, value, entryPointer);
  }
}

/** Anything else: every string in it, under the nearest key. Depth is bounded by the parser. */
function readNested(draft: Draft, role: Role, name: string, value: Node, pointer: string): void {
  if (value.kind === 'text') {
    const place = addPlace(draft, role, name, value, pointer);
    if (role === 'url') draft.urls.push(place);
  } else if (value.kind === 'array') {
    for (const [index, item] of value.items.entries()) {
      readNested(draft, role, name, item, pointerTo(pointer, index));
    }
  } else if (value.kind === 'object') {
    for (const { key, value: inner } of value.properties) {
      if (inner)
        readField(draft, nestedRole(key.value), key.value, inner, pointerTo(pointer, key.value));
    }
  }
}

/** Below the first level only headers and addresses keep their role: a `command` there starts no server. */
function nestedRole(key: string): Role {
  const role = ROLES[key];
  return role === 'header' || role === 'url' || role === 'env' ? role : 'other';
}

function addPlace(
  server: Draft,
  role: Role,
  name: string,
  text: TextNode,
  pointer: string,
  index = -1,
): Place {
  const references = findReferences(text.value);
  const place: Place = { role, name, text, pointer, references, server, index };
  server.places.push(place);
  return place;
}

function isOff(node: ObjectNode, host: Host): boolean {
  if (!host.off) return false;
  const value = property(node, host.off.key)?.value;
  return value?.kind === 'scalar' && value.value === host.off.value;
}

function transportOf(
  node: ObjectNode,
  hasCommand: boolean,
  hasUrl: boolean,
): Transport | undefined {
  for (const key of ['type', 'transport', 'transportType']) {
    const value = property(node, key)?.value;
    const text = value?.kind === 'object' ? property(value, 'type')?.value : value;
    if (text?.kind === 'text' && TRANSPORTS[text.value]) return TRANSPORTS[text.value];
  }
  if (hasCommand) return 'stdio';
  return hasUrl ? 'http' : undefined;
}

function readInputs(
  node: Node | undefined,
  path: readonly string[],
  inputs: Input[],
  places: Place[],
): void {
  if (node?.kind !== 'array') return;
  const base = path.reduce((pointer, step) => pointerTo(pointer, step), '');
  for (const [index, item] of node.items.entries()) {
    if (item.kind !== 'object') continue;
    const id = property(item, 'id')?.value;
    if (id?.kind !== 'text') continue;
    const pointer = pointerTo(base, index);
    const password = property(item, 'password')?.value;
    inputs.push({
      id: id.value,
      node: item,
      pointer,
      password: password?.kind === 'scalar' && password.value === true,
    });
    const preset = property(item, 'default')?.value;
    if (preset?.kind !== 'text') continue;
    places.push({
      role: 'other',
      // The id says what the value is: `github-token`.
      name: id.value,
      text: preset,
      pointer: pointerTo(pointer, 'default'),
      references: findReferences(preset.value),
      server: undefined,
      index: -1,
    });
  }
}
