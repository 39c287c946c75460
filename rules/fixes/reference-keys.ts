import type { Config, Place, Server } from '../config/config.ts';
import {
  appendItem,
  isOpen,
  removeProperty,
  replaceInText,
  replaceValue,
  setProperty,
} from '../document/edit.ts';
import {
  type Node,
  type ObjectNode,
  type Property,
  property,
  type TextNode,
} from '../document/node.ts';
import type { ReferenceKeys } from '../hosts/host.ts';
import type { TextEdit } from '../text/span.ts';
import type { ReferencePlan } from './reference-plan.ts';

/**
 * Plans to name a variable under a key of its own, for hosts that do not look into strings: Codex'
 * `env_vars`, `bearer_token_env_var` and `env_http_headers`, goose's `env_keys`.
 *
 * @returns undefined where more than the value is in the string, or the host has no such key for this place
 */
export function planKey(
  config: Config,
  { server, text, role }: Place,
  start: number,
  end: number,
  name: string,
): ReferencePlan | undefined {
  const { keys } = config.host.references;
  if (keys?.secret) return planInput(config, server, text, start, end, name, keys.secret);
  const field = keys?.instead && planField(config, server, text, start, end, name, keys.instead);
  if (field) return field;
  const entry = server && entryOf(server, text);
  if (
    !server ||
    !keys ||
    !entry ||
    !isOpen(config.document, server.node) ||
    end !== text.value.length
  )
    return undefined;
  const plan = (
    key: string,
    variable: string,
    edit: () => TextEdit | undefined,
  ): ReferencePlan => ({
    text: `${variable} in ${key}`,
    syntax: 'key',
    name: variable,
    key,
    definedPerServer: true,
    edits() {
      const added = edit();
      const removal = removeEntry(config, server, entry);
      return added ? [removal, added] : [removal];
    },
  });
  const { document } = config;
  const label = entry.property.key.value;
  const { environment, bearer, headers } = keys;
  if (role === 'env' && environment && start === 0) {
    // The server gets the variable under its own name.
    return plan(environment, label, () => listName(config, server, environment, label));
  }
  if (role !== 'header') return undefined;
  if (bearer && /^authorization$/i.test(label) && /^Bearer $/i.test(text.value.slice(0, start))) {
    return plan(bearer, name, () => setProperty(document, server.node, bearer, name));
  }
  if (!headers || start !== 0) return undefined;
  const map = property(server.node, headers)?.value;
  return plan(headers, name, () =>
    map?.kind === 'object'
      ? setProperty(document, map, label, name)
      : setProperty(document, server.node, headers, { [label]: name }),
  );
}

/** `bearer_token = "…"` becomes `bearer_token_env_var = "NAME"`: the whole value, where the new field is free. */
function planField(
  { document }: Config,
  server: Server | undefined,
  text: TextNode,
  start: number,
  end: number,
  name: string,
  instead: NonNullable<ReferenceKeys['instead']>,
): ReferencePlan | undefined {
  const found = server?.node.properties.find(({ value }) => value === text);
  const key = found && (Object.hasOwn(instead, found.key.value) ? instead[found.key.value] : '');
  if (!server || !found || !key || start !== 0 || end !== text.value.length) return undefined;
  const named = property(server.node, key)?.value;
  const known = named?.kind === 'text' && named.value !== '' ? named.value : undefined;
  if (named && known === undefined) return undefined;
  return {
    text: `${known ?? name} in ${key}`,
    syntax: 'key',
    name: known ?? name,
    key,
    definedPerServer: true,
    edits: () =>
      known === undefined
        ? [
            replaceInText(text, 0, text.value.length, name),
            replaceInText(found.key, 0, found.key.value.length, key),
          ]
        : [removeProperty(document, server.node, found)],
  };
}

/** Adds a name to a list of names, unless it is there. */
export function listName(
  { document }: Config,
  { node }: Server,
  key: string,
  name: string,
): TextEdit | undefined {
  const list = property(node, key)?.value;
  if (list?.kind !== 'array') return setProperty(document, node, key, [name]);
  const known = list.items.some((item) => item.kind === 'text' && item.value === name);
  return known ? undefined : appendItem(document, list, name);
}

interface Found {
  readonly map: ObjectNode;
  readonly holder: Property;
  readonly property: Property;
}

/** The entry of `env` or `headers` that a string is the value of. */
export function entryOf({ node }: Server, text: Node): Found | undefined {
  for (const holder of node.properties) {
    const map = holder.value;
    if (map?.kind !== 'object') continue;
    const found = map.properties.find(({ value }) => value === text);
    if (found) return { map, holder, property: found };
  }
  return undefined;
}

/** With the map, where nothing else is in it, something else beside it, and it has no header of its own. */
export function removeEntry({ document }: Config, { node }: Server, found: Found): TextEdit {
  const lonely = found.map.properties.length === 1 && node.properties.length > 1;
  const { start } = found.holder.key.span;
  const { end } = found.map.span;
  const commented = document.comments.some((it) => it.start >= start && it.end <= end);
  const whole = lonely && !commented && !(document.format === 'toml' && found.map.block);
  return whole
    ? removeProperty(document, node, found.holder)
    : removeProperty(document, found.map, found.property);
}

/**
 * A value that whoever installs the server is asked for: `isSecret` in place of it, and of the word in front of it in
 * a header. https://github.com/modelcontextprotocol/registry, "generic server.json"
 */
function planInput(
  { document }: Config,
  server: Server | undefined,
  text: TextNode,
  start: number,
  end: number,
  name: string,
  flag: string,
): ReferencePlan | undefined {
  const holder = server && holderOf(server.node, text);
  const entry = holder?.properties.find(({ value }) => value === text);
  if (!holder || !entry || !/^(?:value|default)$/.test(entry.key.value)) return undefined;
  if (!/^(?:[A-Za-z]+ )?$/.test(text.value.slice(0, start)) || end !== text.value.length)
    return undefined;
  return {
    text: `"${flag}": true`,
    syntax: 'key',
    name,
    definedPerServer: true,
    edits() {
      const known = property(holder, flag);
      const removal = removeProperty(document, holder, entry);
      if (known?.value?.kind === 'scalar' && known.value.value === true) return [removal];
      if (known?.value) return [removal, replaceValue(document, known.value, true)];
      const span = { start: entry.key.span.start, end: text.span.end };
      return [{ span, newText: `"${flag}": true` }];
    },
  };
}

/** The object in which a text stands; depth is bounded by the parser. */
function holderOf(node: Node, text: TextNode): ObjectNode | undefined {
  if (node.kind === 'array') {
    for (const item of node.items) {
      const found = holderOf(item, text);
      if (found) return found;
    }
  }
  if (node.kind !== 'object') return undefined;
  for (const { value } of node.properties) {
    if (value === text) return node;
    const found = value && holderOf(value, text);
    if (found) return found;
  }
  return undefined;
}
