import type { Config, Place } from '../config/config.ts';
import { appendItem, prependProperty, replaceInText } from '../config/edit.ts';
import { at } from '../config/node.ts';
import type { TextEdit } from '../span.ts';
import type { SyntaxId } from './syntax.ts';

/** A reference that a host resolves in a place, and the edits that put it there. */
export interface ReferencePlan {
  readonly text: string;
  readonly syntax: SyntaxId;
  /** The variable or input it names. */
  readonly name: string;
  edits(): readonly TextEdit[];
}

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
  const { writes, places } = config.host.references;
  if (writes === null || !places.includes(place.role)) return undefined;
  const fallback = place.references.find(
    (it) => it.fallback && it.fallback.start <= start && end <= it.fallback.end,
  );
  const replaced = fallback ?? { start, end };
  const wanted = fallback?.name ?? name;
  const id = writes === 'input' ? freeInputId(config, wanted) : wanted;
  const text = writeReference(writes, id);
  if (text === undefined) return undefined;
  return {
    text,
    syntax: writes,
    name: id,
    edits() {
      const edit = replaceInText(place.text, replaced.start, replaced.end, text);
      const input = writes === 'input' ? defineInput(config, id, description) : undefined;
      return input ? [edit, input] : [edit];
    },
  };
}

/** One reference in a given syntax; undefined for those that only people and shells write. */
export function writeReference(syntax: SyntaxId, name: string): string | undefined {
  switch (syntax) {
    case 'input':
      return `\${input:${name}}`;
    case 'env-colon':
      return `\${env:${name}}`;
    case 'brace':
      return `\${${name}}`;
    case 'dollar':
      return `$${name}`;
    case 'curly-env':
      return `{env:${name}}`;
    case 'user-config':
      return `\${user_config.${name}}`;
    case 'expression':
      return `\${{ secrets.${name} }}`;
    default:
      return undefined;
  }
}

/** `github-token` for GITHUB_TOKEN, or `github-token-2` where that id is taken. */
function freeInputId({ inputs }: Config, name: string): string {
  const base =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'secret';
  const taken = new Set(inputs.map(({ id }) => id));
  let id = base;
  for (let count = 2; taken.has(id); count += 1) id = `${base}-${count}`;
  return id;
}

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
  const root = document.roots[0];
  const path = host.inputs ?? [];
  const list = at(root, path);
  if (list?.kind === 'array') return appendItem(document, list, definition);
  const parent = at(root, path.slice(0, -1));
  return parent?.kind === 'object'
    ? prependProperty(document, parent, path.at(-1) ?? 'inputs', [definition])
    : undefined;
}

/** `GITHUB_TOKEN` and `github-token` as words. */
function spoken(name: string): string {
  return name.replace(/[_-]+/g, ' ').trim();
}
