import { type Node, type ObjectNode, type Property, property } from '../document/node.ts';
import { ALIASES, bareKey } from '../hosts/aliases.ts';
import type { ValueKind } from '../hosts/entry.ts';
import type { Host, Role } from '../hosts/host.ts';
import type { Server } from './config.ts';
import { ROLES } from './roles.ts';

/** What an entry is connected with, as its host reads it. */
export interface Connection {
  readonly command: Property | undefined;
  readonly url: Property | undefined;
  /** Whether a field of several forms holds it, such as `transport` in Cline's own format. */
  readonly elsewhere: boolean;
}

/**
 * The fields of an entry that its host starts or reaches it by.
 *
 * @returns undefined for hosts of which nobody knows what they read
 */
export function connectionOf({ node }: Server, { reads }: Host): Connection | undefined {
  if (!reads) return undefined;
  let command: Property | undefined;
  let url: Property | undefined;
  let elsewhere = false;
  for (const found of node.properties) {
    const { key, value } = found;
    const kind = value && reads[key.value];
    if (kind === undefined) continue;
    const role = ROLES[key.value];
    if (role === 'command') command ??= found;
    else if (role === 'url') url ??= found;
    if (kind === 'any' && holdsConnection(value)) elsewhere = true;
  }
  return { command, url, elsewhere };
}

/** Whether a value is an object with an address or a program in it. */
export function holdsConnection(value: Node | undefined): value is ObjectNode {
  if (value?.kind !== 'object') return false;
  return value.properties.some(({ key }) =>
    /^(?:command|path|url|serverUrl|httpUrl)$/.test(key.value),
  );
}

const BARE: ReadonlyMap<string, Role> = new Map(
  Object.entries(ALIASES).map(([key, { role }]) => [bareKey(key), role]),
);

/** A field that another host reads and this one does not. */
export interface ForeignField {
  readonly property: Property;
  readonly role: Role;
  /** Whose word it is; '' where it is nobody's, or the right one misspelt. */
  readonly owner: string;
  /** What this host calls it; undefined where it has nothing of the kind. */
  readonly right: string | undefined;
}

/**
 * Fields of an entry that were meant for another host, or are misspelt. What a host may have learned since is not
 * among them: only words of which this host has another one, where that one does not stand there as well.
 */
export function foreignFields({ node }: Server, host: Host): readonly ForeignField[] {
  const { reads } = host;
  const foreign: ForeignField[] = [];
  if (!reads) return foreign;
  for (const found of node.properties) {
    const key = found.key.value;
    if (reads[key] !== undefined || found.value === undefined) continue;
    const exact = ALIASES[key];
    const bare = bareKey(key);
    const misspelt = exact ? undefined : Object.keys(reads).find((it) => bareKey(it) === bare);
    const role = exact?.role ?? (misspelt === undefined ? BARE.get(bare) : ROLES[misspelt]);
    if (role === undefined || host.fields.type.includes(key)) continue;
    const right = misspelt ?? rightKey(host, role);
    if (right !== undefined && property(node, right)) continue;
    foreign.push({ property: found, role, owner: exact?.owner ?? '', right });
  }
  return foreign;
}

/** What a host calls a field of this role; undefined where it reads none. */
export function rightKey({ fields, reads }: Host, role: Role): string | undefined {
  const keys: Partial<Record<Role, readonly string[]>> = {
    command: fields.command,
    arg: fields.args,
    env: fields.env,
    header: fields.headers,
    url: fields.url,
    cwd: fields.cwd,
    envFile: fields.envFile,
  };
  return keys[role]?.find((key) => reads?.[key] !== undefined);
}

/** Whether a value is what its host takes; a value that is still to be typed is. */
export function isOfKind(value: Node, kind: ValueKind): boolean {
  if (kind === 'text') return value.kind === 'text';
  if (kind === 'texts' || kind === 'list') return value.kind === 'array';
  if (kind === 'text-map' || kind === 'map') return value.kind === 'object';
  return true;
}

/** Values inside a list or map that its host does not take. */
export function wrongInside(value: Node, kind: ValueKind): readonly Node[] {
  const strict = kind === 'texts' || kind === 'text-map';
  if (!strict && kind !== 'map' && kind !== 'list') return [];
  const wrong: Node[] = [];
  const look = (it: Node | undefined): void => {
    if (it && it.kind !== 'text' && (strict || it.kind !== 'scalar')) wrong.push(it);
  };
  if (value.kind === 'array') value.items.forEach(look);
  else if (value.kind === 'object') for (const it of value.properties) look(it.value);
  return wrong;
}
