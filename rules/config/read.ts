import type { Document } from '../document/document.ts';
import {
  at,
  type Node,
  type ObjectNode,
  type Property,
  pointerTo,
  property,
  type TextNode,
} from '../document/node.ts';
import { generic } from '../hosts/generic.ts';
import type { Host, Role } from '../hosts/host.ts';
import { parseLaunch, wordsOf } from '../launch/index.ts';
import type { Launch } from '../launch/launch.ts';
import { findReferences } from '../references/find.ts';
import type { Span } from '../text/span.ts';
import type {
  Config,
  Entry,
  Input,
  Listing,
  Misplaced,
  Place,
  Server,
  ServerView,
  Transport,
} from './config.ts';
import { type Container, containersIn } from './containers.ts';
import { launchOfImage } from './image.ts';
import { looksLikeServer, ROLES, TRANSPORTS } from './roles.ts';
import { LazyServerView } from './server-view.ts';
import { transportOf as partOf } from './strays.ts';

/** Which servers are off by what does not stand in the document. */
export interface OffElsewhere {
  /** Where servers stand that are in a comment. */
  readonly away?: readonly Span[];
  /** The names on a list in a file beside it. */
  readonly off?: ReadonlySet<string> | undefined;
}

/** Finds the servers of a document the way its host looks for them, and those it would miss. */
export function readConfig(
  document: Document,
  host: Host,
  { away = [], off }: OffElsewhere = {},
): Config {
  const servers: Server[] = [];
  const listings: Listing[] = [];
  const misplaced: Misplaced[] = [];
  const inputs: Input[] = [];
  const places: Place[] = [];
  for (const root of document.roots) {
    for (const container of containersIn(root, host)) {
      const first = servers.length;
      readContainer(container, host, switchedOff(root, host, container, off), away, servers);
      const { why, key, node, pointer, steps, single } = container;
      if (!why && !single) listings.push({ node, pointer, steps, key, root });
      if (why) misplaced.push({ why, key, node, pointer, root, servers: servers.slice(first) });
    }
    if (host.inputs) readInputs(at(root, host.inputs), host.inputs, inputs, places);
  }
  return { document, host, servers, listings, misplaced, inputs, places };
}

/** The names that lists elsewhere in the file, or beside it, switch off. */
function switchedOff(
  root: Node,
  { offLists }: Host,
  { steps }: Container,
  beside: ReadonlySet<string> | undefined,
): ReadonlySet<string> {
  const names = new Set(beside);
  for (const path of offLists ?? []) {
    const list = at(
      root,
      path.map((step, index) => (step === '*' ? (steps[index] ?? step) : step)),
    );
    if (list?.kind !== 'array') continue;
    for (const item of list.items) if (item.kind === 'text') names.add(item.value);
  }
  return names;
}

function readContainer(
  { node, pointer, why, single, without }: Container,
  host: Host,
  off: ReadonlySet<string>,
  away: readonly Span[],
  servers: Server[],
): void {
  const add = (
    value: Node | undefined,
    name: string,
    nameNode: TextNode | undefined,
    at: string,
  ): void => {
    if (value?.kind !== 'object' || without?.has(value)) return;
    const part = host.id === generic.id || why ? partOf(value) : undefined;
    const found = part?.kind === 'object' ? part : value;
    const place = found === value ? at : pointerTo(at, 'transport');
    const read = why === undefined;
    const { start } = value.span;
    const commented = away.some((span) => start >= span.start && start < span.end);
    const disabled = commented || off.has(name);
    servers.push(
      readServer({ name, nameNode, node: found, pointer: place, read, disabled, commented }, host),
    );
  };
  if (single) {
    add(node, nameOf(node)?.value ?? '', nameOf(node), pointer);
  } else if (node.kind === 'object') {
    for (const { key, value } of node.properties)
      add(value, key.value, key, pointerTo(pointer, key.value));
  } else if (node.kind === 'array') {
    for (const [index, item] of node.items.entries()) {
      const named = underName(item);
      const at = pointerTo(pointer, index);
      if (named) add(named.value, named.key.value, named.key, pointerTo(at, named.key.value));
      else add(item, nameOf(item)?.value ?? String(index), nameOf(item), at);
    }
  }
}

/** `- name: {…}`, as subagents of Claude Code list servers: https://code.claude.com/docs/en/sub-agents */
function underName(item: Node): Property | undefined {
  if (item.kind !== 'object' || item.properties.length !== 1) return undefined;
  const [only] = item.properties;
  return looksLikeServer(only?.value) && ROLES[only.key.value] === undefined ? only : undefined;
}

/** The name of a server in a list: a field of its own. */
function nameOf(node: Node): TextNode | undefined {
  const name = ['name', 'identifier', 'id']
    .map((key) => property(node, key)?.value)
    .find((it) => it !== undefined);
  return name?.kind === 'text' ? name : undefined;
}

/** What is known of a server before its fields are read. */
type Found = Pick<
  Server,
  'name' | 'nameNode' | 'node' | 'pointer' | 'read' | 'disabled' | 'commented'
>;

/**
 * A server while it is being read: its places point at it before it is complete. A class, as an object literal with a
 * getter and the fields of another one is many times as dear to make.
 */
class Draft implements Server {
  readonly name: string;
  readonly nameNode: TextNode | undefined;
  readonly node: ObjectNode;
  readonly pointer: string;
  readonly read: boolean;
  readonly disabled: boolean;
  readonly commented: boolean;
  transport: Transport | undefined = undefined;
  command: TextNode | undefined = undefined;
  readonly args: TextNode[] = [];
  readonly env: Entry[] = [];
  readonly headers: Entry[] = [];
  readonly urls: Place[] = [];
  launch: Launch | undefined = undefined;
  readonly places: Place[] = [];
  #view: ServerView | undefined;

  constructor(found: Found, host: Host) {
    this.name = found.name;
    this.nameNode = found.nameNode;
    this.node = found.node;
    this.pointer = found.pointer;
    this.read = found.read;
    this.disabled = found.disabled || isOff(found.node, host);
    this.commented = found.commented;
  }

  get view(): ServerView {
    this.#view ??= new LazyServerView(this);
    return this.#view;
  }
}

function readServer(found: Found, host: Host): Server {
  const { node, nameNode, pointer } = found;
  const server = new Draft(found, host);
  for (const { key, value } of node.properties) {
    if (!value || value === nameNode) continue;
    // The catalog of images calls the arguments `command`.
    const role = host.fields.args.includes(key.value) ? 'arg' : (ROLES[key.value] ?? 'other');
    readField(server, role, key.value, value, pointerTo(pointer, key.value));
  }
  const { command, args, urls } = server;
  server.transport = transportOf(node, command !== undefined, urls.length > 0);
  if (command && command.value !== '') server.launch = parseLaunch(wordsOf(command, args));
  else server.launch = launchOfImage(node, host, args);
  return server;
}

function readField(draft: Draft, role: Role, name: string, value: Node, pointer: string): void {
  if (role === 'env' || role === 'header') {
    if (value.kind === 'object') readEntries(draft, role, value, pointer);
    else if (value.kind === 'array') readNamedEntries(draft, role, name, value.items, pointer);
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
  } else if (value.kind === 'object') {
    // Zed once wrote `{"path": …, "args": […], "env": {…}}`.
    for (const { key, value: inner } of value.properties) {
      const role = key.value === 'path' ? 'command' : (ROLES[key.value] ?? 'other');
      if (inner) readField(draft, role, key.value, inner, pointerTo(pointer, key.value));
    }
  }
}

function readArguments(
  draft: Draft,
  items: readonly Node[],
  firstIndex: number,
  pointer: string,
): void {
  let index = firstIndex;
  for (const item of items) {
    const itemPointer = pointerTo(pointer, index);
    index += 1;
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

/** `[{"name": …, "value": …}]`, as manifests and catalogs write it. */
function readNamedEntries(
  draft: Draft,
  role: 'env' | 'header',
  name: string,
  items: readonly Node[],
  pointer: string,
): void {
  for (const [index, item] of items.entries()) {
    const key = property(item, 'name')?.value;
    const field = property(item, 'value') ?? property(item, 'default');
    const itemPointer = pointerTo(pointer, index);
    if (key?.kind !== 'text') {
      readNested(draft, role, name, item, itemPointer);
    } else if (field) {
      const entryPointer = pointerTo(itemPointer, field.key.value);
      (role === 'env' ? draft.env : draft.headers).push({
        key,
        value: field.value,
        pointer: entryPointer,
      });
      if (field.value) readNested(draft, role, key.value, field.value, entryPointer);
    }
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

function isOff(node: ObjectNode, { off, otherOff }: Host): boolean {
  const isSet = (it: NonNullable<typeof off>): boolean => {
    const value = property(node, it.key)?.value;
    return value?.kind === 'scalar' && value.value === it.value;
  };
  return (off ? isSet(off) : false) || otherOff?.some(isSet) === true;
}

const TYPES = ['type', 'transport', 'transportType'] as const;

function transportOf(
  node: ObjectNode,
  hasCommand: boolean,
  hasUrl: boolean,
): Transport | undefined {
  for (const key of TYPES) {
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
