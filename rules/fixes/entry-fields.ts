import type { Config, Server } from '../config/config.ts';
import {
  appendProperty,
  insertItems,
  prependProperty,
  removeProperty,
  replaceInText,
  replaceValue,
} from '../document/edit.ts';
import { type Node, type Property, property, type TextNode } from '../document/node.ts';
import type { FixDraft } from '../findings/finding.ts';
import { wordsOf } from '../launch/index.ts';
import { safe, sentence } from '../secrets/safe.ts';

/** Gives a field the name its host reads; what stands in it stays. Servers that did not start will. */
export function renameFieldFix({ key }: Property, right: string): FixDraft {
  return {
    id: 'rename',
    title: sentence`Rename "${safe.name(key.value)}" to "${safe.name(right)}"`,
    kind: 'review',
    preferred: true,
    edits: () => [replaceInText(key, 0, key.value.length, right)],
  };
}

/**
 * Puts a field with a text in front of the others.
 *
 * @param kind safe where without it nothing of the file starts
 */
export function insertFieldFix(
  { document }: Config,
  { node }: Server,
  key: string,
  value: string,
  kind: FixDraft['kind'],
): FixDraft {
  return {
    id: 'insert',
    title: sentence`Add "${safe.name(key)}": "${safe.name(value)}"`,
    kind,
    preferred: true,
    edits: () => [prependProperty(document, node, key, value)],
  };
}

/** @param kind safe where the host takes both texts for the same, or starts nothing of the file until it is right */
export function replaceTextFix(
  text: TextNode,
  value: string,
  kind: FixDraft['kind'] = 'review',
): FixDraft {
  return {
    id: 'replace',
    title: sentence`Replace with "${safe.name(value)}"`,
    kind,
    preferred: true,
    edits: () => [replaceInText(text, 0, text.value.length, value)],
  };
}

/** Writes a number or truth value as a text: what the server gets is the same. */
export function quoteFix({ document, host }: Config, node: Node): readonly FixDraft[] {
  if (node.kind !== 'scalar' || node.value === null) return [];
  const value = document.text.slice(node.span.start, node.span.end);
  return [
    {
      id: 'quote',
      title: sentence`Put it in quotes`,
      // An entry that was left out alone would start from then on.
      kind: host.refuses?.kinds === 'entry' ? 'review' : 'safe',
      preferred: true,
      edits: () => [replaceValue(document, node, value)],
    },
  ];
}

/** Takes a field out that its host does not take; what it held is for a person to look at first. */
export function removeFieldFix(
  { document }: Config,
  { node }: Server,
  found: Property,
): readonly FixDraft[] {
  const { value } = found;
  // The header of a table of TOML stands elsewhere.
  if (value?.kind === 'object' && value.block && document.format === 'toml') return [];
  const some = value?.kind === 'object' && value.properties.length > 0;
  return [
    {
      id: 'remove',
      title: sentence`Remove "${safe.name(found.key.value)}"`,
      kind: 'review',
      preferred: !some,
      edits: () => [removeProperty(document, node, found)],
    },
  ];
}

/** Gives a server a name that its host takes, unless another one has it. */
export function renameServerFix(
  server: Server,
  servers: readonly Server[],
  allowed: RegExp,
): readonly FixDraft[] {
  const { nameNode, name } = server;
  const better = name
    .split(/[^A-Za-z0-9_-]+/)
    .filter(Boolean)
    .join('-');
  if (!nameNode || !allowed.test(better) || servers.some((it) => it.name === better)) return [];
  return [
    {
      id: 'rename',
      title: sentence`Rename it to "${safe.name(better)}"`,
      kind: 'review',
      preferred: true,
      edits: () => [replaceInText(nameNode, 0, nameNode.value.length, better)],
    },
  ];
}

/** `["npx", "-y", "x"]` becomes `"npx"` with `args`, for hosts that take the program by itself. */
export function splitListFix(
  { document, host }: Config,
  { node }: Server,
  found: Property,
): readonly FixDraft[] {
  const words = textsOf(found.value);
  const name = host.fields.args[0];
  const [first, ...rest] = words ?? [];
  if (found.value === undefined || first === undefined || name === undefined) return [];
  const { value } = found;
  const list = property(node, name)?.value;
  if (list && list.kind !== 'array') return [];
  return [
    {
      id: 'split',
      title: sentence`Split into "${safe.name(found.key.value)}" and "${safe.name(name)}"`,
      kind: 'review',
      preferred: true,
      edits() {
        const program = replaceValue(document, value, first);
        if (rest.length === 0) return [program];
        const item = list?.items[0];
        if (list && item) return [program, insertItems(document, item, rest, list)];
        return [
          program,
          list ? replaceValue(document, list, rest) : appendProperty(document, node, name, rest),
        ];
      },
    },
  ];
}

/** A program and its `args` become one list, for hosts that take the command line that way. */
export function joinListFix(
  { document }: Config,
  { node }: Server,
  found: Property,
): readonly FixDraft[] {
  const { value } = found;
  const args = property(node, 'args');
  const rest = args ? textsOf(args.value) : [];
  const first = value?.kind === 'text' ? wordsOf(value, []).map((it) => it.value) : textsOf(value);
  if (!value || !first || !rest) return [];
  return [
    {
      id: 'join',
      title: sentence`Make "${safe.name(found.key.value)}" one list`,
      kind: 'review',
      preferred: true,
      edits: () => [
        replaceValue(document, value, [...first, ...rest]),
        ...(args ? [removeProperty(document, node, args)] : []),
      ],
    },
  ];
}

/** The items of a list of texts; undefined for anything else. */
function textsOf(value: Node | undefined): readonly string[] | undefined {
  if (value?.kind !== 'array') return undefined;
  const texts = value.items.flatMap((item) => (item.kind === 'text' ? [item.value] : []));
  return texts.length === value.items.length ? texts : undefined;
}
