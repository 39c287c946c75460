import type { Config, Place } from '../config/config.ts';
import { isResolvedField, resolvesIn } from '../config/resolves.ts';
import { appendItem, appendProperty, prependProperty, replaceInText } from '../document/edit.ts';
import { at, type Node, type ObjectNode, property } from '../document/node.ts';
import type { Reader } from '../hosts/host.ts';
import { writeReference } from '../references/spell.ts';
import type { SyntaxId } from '../references/syntax.ts';
import type { TextEdit } from '../text/span.ts';
import { listName, planKey } from './reference-keys.ts';
import type { ReferencePlan } from './reference-plan.ts';

export type { ReferencePlan } from './reference-plan.ts';

/**
 * Plans to put a reference in place of a part of a string, in the syntax of the config's host.
 *
 * @param start of the part, in UTF-16 code units of the place's value
 * @param name a variable name such as GITHUB_TOKEN; where the host asks for inputs, an id is made from it
 * @param description what the host says when it asks for the value
 * @returns undefined where the host resolves no reference in this place
 */
export function planReference(
  config: Config,
  place: Place,
  start: number,
  end: number,
  name: string,
  description = spoken(name),
): ReferencePlan | undefined {
  const { references, alsoReadBy = [] } = config.host;
  const { writes, prefix = '' } = references;
  // All that may read the file have to find the value: which of them do, nobody here knows for sure. Fields of the host
  // alone are nothing to them.
  const field = isResolvedField(references.fields, place);
  const resolves = ({ references: { understands, places } }: Pick<Reader, 'references'>) =>
    writes !== null && understands.includes(writes) && (field || places.includes(place.role));
  if (writes === null || !resolvesIn(config.host, place) || !alsoReadBy.every(resolves))
    return planKey(config, place, start, end, name);
  const fallback = fallbackAround(place.references, start, end);
  const replaced = fallback ?? { start, end };
  const wanted = fallback?.name ?? (name.startsWith(prefix) ? name : prefix + name);
  const id = idOf(config, writes, wanted);
  const text = writeReference(writes, id);
  if (text === undefined) return undefined;
  return {
    text,
    syntax: writes,
    name: id,
    definedPerServer: references.keys?.environment !== undefined,
    edits() {
      const edit = replaceInText(place.text, replaced.start, replaced.end, text);
      const definition = define(config, place, writes, id, description);
      return definition ? [edit, definition] : [edit];
    },
  };
}

/** The reference in whose default this part stands. They are in order and do not overlap, so one can be it. */
function fallbackAround(references: Place['references'], start: number, end: number) {
  let low = 0;
  let high = references.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((references[middle]?.start ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  const found = references[low - 1];
  const inside = found?.fallback && found.fallback.start <= start && end <= found.fallback.end;
  return inside ? found : undefined;
}

/** What a reference in this syntax names: a variable under its own name, a definition under one of ours. */
function idOf(config: Config, syntax: SyntaxId, name: string): string {
  if (syntax === 'input') return freeInputId(config, name);
  return syntax === 'user-config' ? name.toLowerCase() : name;
}

/** What else has to stand in the file for the reference to resolve. */
function define(
  config: Config,
  { server }: Place,
  syntax: SyntaxId,
  id: string,
  description: string,
): TextEdit | undefined {
  const environment = config.host.references.keys?.environment;
  if (syntax === 'input') return defineInput(config, id, description);
  if (syntax === 'user-config') return defineUserConfig(config, id, description);
  // goose looks a name up among those that the entry asks for.
  return environment && server ? listName(config, server, environment, id) : undefined;
}

/** `github-token` for GITHUB_TOKEN, or `github-token-2` where that id is taken. */
function freeInputId({ inputs }: Config, name: string): string {
  const base =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'secret';
  if (inputs.length === 0) return base;
  let ids = takenIds.get(inputs);
  if (!ids) {
    ids = { taken: new Set(inputs.map(({ id }) => id)), free: new Map() };
    takenIds.set(inputs, ids);
  }
  let id = ids.free.get(base) ?? base;
  for (let count = 2; ids.taken.has(id); count += 1) id = `${base}-${count}`;
  ids.free.set(base, id);
  return id;
}

/** The ids of a config's inputs, and the free ones that were found: many credentials may ask for the same. */
const takenIds = new WeakMap<
  Config['inputs'],
  { readonly taken: ReadonlySet<string>; readonly free: Map<string, string> }
>();

/**
 * Defines an input that is masked while it is typed and kept in the editor's secret storage: a `promptString` of
 * https://code.visualstudio.com/docs/reference/variables-reference#_input-variables.
 *
 * @returns undefined where the file has no place for one
 */
export function defineInput(
  { document, host }: Config,
  id: string,
  description = spoken(id),
): TextEdit | undefined {
  const definition = { type: 'promptString', id, description, password: true };
  const path = host.inputs ?? [];
  for (const root of document.roots) {
    const list = at(root, path);
    if (list?.kind === 'array') return appendItem(document, list, definition);
  }
  const parent = document.roots.map((root) => at(root, path.slice(0, -1))).find(isObject);
  return parent && prependProperty(document, parent, path.at(-1) ?? 'inputs', [definition]);
}

/** Defines a value that the host asks for when a desktop extension is installed, and keeps in the keychain. */
function defineUserConfig({ document }: Config, id: string, title: string): TextEdit | undefined {
  const root = document.roots.find(isObject);
  const settings = property(root, 'user_config')?.value;
  const definition = { type: 'string', title, sensitive: true, required: true };
  if (!isObject(settings))
    return root && appendProperty(document, root, 'user_config', { [id]: definition });
  return property(settings, id) ? undefined : appendProperty(document, settings, id, definition);
}

function isObject(node: Node | undefined): node is ObjectNode {
  return node?.kind === 'object';
}

/** `GITHUB_TOKEN` and `github-token` as words. */
function spoken(name: string): string {
  return name.replace(/[_-]+/g, ' ').trim();
}
