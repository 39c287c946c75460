import type { Document } from '../config/document.ts';
import { appendItem, removeItem, setProperty } from '../config/edit.ts';
import { at, type ObjectNode } from '../config/node.ts';
import { parseJson } from '../config/parse-json.ts';
import type { Plain } from '../config/write-value.ts';
import type { TextEdit } from '../span.ts';
import type { Attestation, Baseline, Ignore } from './project.ts';

/**
 * The edits that add an entry to a project file, in its own layout; its comments stay.
 *
 * @param text what the file holds; '' for one that is yet to be made
 * @returns undefined where the file is no JSON object: a person has to put it right first
 */
export function addToProject(
  text: string,
  entry: { readonly ignore: Ignore } | { readonly attestation: Attestation },
): readonly TextEdit[] | undefined {
  const [list, value] =
    'ignore' in entry
      ? (['ignore', plain(entry.ignore)] as const)
      : (['attestations', plain(entry.attestation)] as const);
  return edit(text, { [list]: [value] }, (document, root) => {
    const known = at(root, [list]);
    if (known?.kind === 'array') return appendItem(document, known, value);
    return setProperty(document, root, list, [value], root.properties.at(-1)?.key.value);
  });
}

/** The edits that take the words on an item for a server out again, whoever's they are. */
export function withdrawFromProject(
  text: string,
  { item, path, server }: Pick<Attestation, 'item' | 'path' | 'server'>,
): readonly TextEdit[] | undefined {
  const document = parseJson(text);
  const known = at(document.roots[0], ['attestations']);
  if (known?.kind !== 'array') return [];
  const found = known.items.flatMap((node, index) => {
    const is = (key: string, value: string | number): boolean => {
      const it = at(node, [key]);
      return (it?.kind === 'text' || it?.kind === 'scalar') && it.value === value;
    };
    return is('item', item) && is('path', path) && is('server', server) ? [index] : [];
  });
  // Neighbours share commas, so that two removals could overlap.
  if (found.length === known.items.length && found.length > 1)
    return [{ span: known.span, newText: '[]' }];
  return found.slice(0, 1).map((index) => removeItem(document, known, index));
}

/** The edits that write a baseline, in place of the one there is. */
export function setBaseline(text: string, baseline: Baseline): readonly TextEdit[] | undefined {
  const value = { key: baseline.key, findings: baseline.findings.map(plain) };
  return edit(text, { baseline: value }, (document, root) =>
    setProperty(document, root, 'baseline', value, root.properties.at(-1)?.key.value),
  );
}

function edit(
  text: string,
  whole: Plain,
  write: (document: Document, root: ObjectNode) => TextEdit,
): readonly TextEdit[] | undefined {
  if (text.trim() === '') {
    const newText = `${JSON.stringify(whole, null, 2)}\n`;
    return [{ span: { start: 0, end: text.length }, newText }];
  }
  const document = parseJson(text);
  const [root] = document.roots;
  if (document.refused || document.problems.length > 0 || root?.kind !== 'object') return undefined;
  return [write(document, root)];
}

/** Without what is undefined, which JSON has no word for. */
function plain(entry: object): Plain {
  return JSON.parse(JSON.stringify(entry));
}
