import type { Config, Server } from '../../config/config.ts';
import { appendItem, removeItem, removeProperty, setProperty } from '../../document/edit.ts';
import { at, type Node, property } from '../../document/node.ts';
import { parse } from '../../document/parse.ts';
import type { TextEdit } from '../../text/span.ts';
import { applyEdits } from '../../text/span.ts';
import { stepsOf } from './entry.ts';

type Plain = Parameters<typeof setProperty>[3];

/**
 * The edits that put the name of a server on a list in its own file, or take it off.
 *
 * @returns undefined where the host has no list for where this server stands
 */
export function switchByList(
  config: Config,
  server: Server,
  on: boolean,
): readonly TextEdit[] | undefined {
  const steps = stepsOf(server.pointer);
  const list = config.host.offLists?.find((it) => leads(it, steps));
  if (!list) return undefined;
  const path = list.map((step, index) => (step === '*' ? (steps[index] ?? step) : step));
  const { text, format } = config.document;
  return change(text, format, path, server.name, on);
}

/** A list of one project says nothing of servers that stand elsewhere. */
function leads(list: readonly string[], steps: readonly string[]): boolean {
  const star = list.indexOf('*');
  return (
    star < 0 ||
    (steps.length > star + 1 && list.slice(0, star).every((step, index) => steps[index] === step))
  );
}

/**
 * The text of a JSON file beside the config after a name was put on its list, or taken off.
 *
 * @param text undefined where there is no such file
 * @returns undefined where it cannot be told what to write; `''` for a file that held nothing else, and can go
 */
export function nameInFile(
  text: string | undefined,
  path: readonly string[],
  name: string,
  on: boolean,
): string | undefined {
  if (text === undefined || text.trim() === '') {
    if (on) return text ?? '';
    const value = path.reduceRight<Plain>((inner, key) => ({ [key]: inner }), [name]);
    return `${JSON.stringify(value, null, 2)}\n`;
  }
  // A file that was made for it alone goes with it.
  if (on && text === nameInFile(undefined, path, name, false)) return '';
  const edits = change(text, 'json', path, name, on);
  return edits && applyEdits(text, edits);
}

/** Whether a name is on the list of a JSON file. */
export function isInFile(text: string, path: readonly string[], name: string): boolean {
  return namesInFile(text, path).has(name);
}

/** The names on the list of a JSON file. */
export function namesInFile(text: string, path: readonly string[]): ReadonlySet<string> {
  const list = at(parse(text, 'json').roots[0], path);
  const items = list?.kind === 'array' ? list.items : [];
  return new Set(items.flatMap((item) => (item.kind === 'text' ? item.value : [])));
}

function indexIn(list: Node & { readonly kind: 'array' }, name: string): number {
  return list.items.findIndex((item) => item.kind === 'text' && item.value === name);
}

function change(
  text: string,
  format: 'json' | 'toml' | 'yaml',
  path: readonly string[],
  name: string,
  on: boolean,
): readonly TextEdit[] | undefined {
  const document = parse(text, format);
  const [root] = document.roots;
  if (root?.kind !== 'object' || document.problems.length > 0) return undefined;
  const list = at(root, path);
  if (on) {
    if (list?.kind !== 'array') return [];
    const index = indexIn(list, name);
    if (index < 0) return [];
    if (list.items.length > 1) return [removeItem(document, list, index)];
    return [withoutEmpty(document, root, path)];
  }
  if (list) {
    if (list.kind !== 'array') return undefined;
    return indexIn(list, name) < 0 ? [appendItem(document, list, name)] : [];
  }
  const [first = '', ...rest] = path;
  const found = at(root, path.slice(0, -1));
  if (path.length > 1 && found?.kind === 'object')
    return [setProperty(document, found, path.at(-1) ?? '', [name])];
  // What stands there is something else.
  if (property(root, first)) return undefined;
  return [
    setProperty(
      document,
      root,
      first,
      rest.reduceRight<Plain>((inner, key) => ({ [key]: inner }), [name]),
    ),
  ];
}

/** Takes out a list with what holds nothing else. */
function withoutEmpty(
  document: ReturnType<typeof parse>,
  root: Node,
  path: readonly string[],
): TextEdit {
  let depth = path.length - 1;
  while (depth > 0) {
    const holder = at(root, path.slice(0, depth));
    if (holder?.kind !== 'object' || holder.properties.length > 1) break;
    depth -= 1;
  }
  const holder = at(root, path.slice(0, depth));
  const key = path[depth] ?? '';
  const found = property(holder, key);
  return holder?.kind === 'object' && found
    ? removeProperty(document, holder, found)
    : { span: { start: 0, end: 0 }, newText: '' };
}
