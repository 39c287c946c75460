import { type Node, type ObjectNode, type Property, pointerTo } from '../document/node.ts';

/** A value that lets tools run unasked: a property, or an item of a list. */
export interface Approval {
  readonly node: Node;
  readonly pointer: string;
  /** What is approved: a tool's name as written, or `*` for all. */
  readonly tool: string;
  /** Where it can be taken out. */
  readonly from:
    | { readonly kind: 'property'; readonly object: ObjectNode; readonly property: Property }
    | { readonly kind: 'item'; readonly list: Node & { kind: 'array' }; readonly index: number };
}

/** A setting somewhere in a file. */
export interface Setting {
  readonly object: ObjectNode;
  readonly property: Property;
  readonly pointer: string;
}

/**
 * Finds a setting by its dotted name, in every way of writing it: `"chat.tools.autoApprove"`, `"chat": {"tools": …}`,
 * `"chat.tools": {"autoApprove": …}`. VS Code reads them all (microsoft/vscode#335112).
 */
export function settingsNamed(
  node: Node | undefined,
  name: string,
  pointer = '',
): readonly Setting[] {
  if (node?.kind !== 'object') return [];
  return node.properties.flatMap((property): readonly Setting[] => {
    const key = property.key.value;
    const at = pointerTo(pointer, key);
    if (key === name) return [{ object: node, property, pointer: at }];
    if (!name.startsWith(`${key}.`)) return [];
    return settingsNamed(property.value, name.slice(key.length + 1), at);
  });
}

/** Reads a switch (`true`, or one of the words that mean it) or a list of tools. */
export function approvalsIn(setting: Setting, words: readonly string[] = []): readonly Approval[] {
  const { object, property, pointer } = setting;
  const { value } = property;
  const all: Approval = {
    node: value ?? property.key,
    pointer,
    tool: '*',
    from: { kind: 'property', object, property },
  };
  if (value?.kind === 'scalar') return value.value === true ? [all] : [];
  if (value?.kind === 'text') return words.includes(value.value) ? [all] : [];
  if (value?.kind !== 'array') return [];
  return value.items.flatMap((item, index): readonly Approval[] =>
    item.kind === 'text'
      ? [
          {
            node: item,
            pointer: pointerTo(pointer, index),
            tool: item.value,
            from: { kind: 'item', list: value, index },
          },
        ]
      : [],
  );
}
