import type { Document } from '../document/document.ts';
import { appendItem, removeItem, setProperty } from '../document/edit.ts';
import { at, type ObjectNode } from '../document/node.ts';
import { parseJson } from '../document/parse-json.ts';
import type { Plain } from '../document/write-value.ts';
import { readItemId } from '../findings/item-id.ts';
import type { ProbeRecord } from '../findings/probe-record.ts';
import { applyEdits, type TextEdit } from '../text/span.ts';
import type { Attestation, Baseline, Ignore } from './policy.ts';

/**
 * The edits that add an entry to a project file, in its own layout; its comments stay.
 *
 * @param text what the file holds; '' for one that is yet to be made
 * @returns undefined where the file is no JSON object: a person has to put it right first
 */
export function addIgnore(text: string, ignore: Ignore): readonly TextEdit[] | undefined {
  return addTo(text, 'ignore', plain(ignore));
}

/** The edits that write down a person's word on an item for a server, in place of what was said before. */
export function addAttestation(
  text: string,
  attestation: Attestation,
): readonly TextEdit[] | undefined {
  const without = applyEdits(text, removeAttestation(text, attestation));
  const edits = addTo(without, 'attestations', plain(attestation));
  if (!edits || without === text) return edits;
  return [{ span: { start: 0, end: text.length }, newText: applyEdits(without, edits) }];
}

/** The edits that take the words on an item for a server out again, whoever's they are. */
export function removeAttestation(
  text: string,
  about: Pick<Attestation, 'item' | 'path' | 'server'>,
): readonly TextEdit[] {
  const edit = removalOf(text, about);
  if (!edit) return [];
  // Two of them, as a merge can leave them, may be neighbours: the comma in between is only there once.
  let left = applyEdits(text, [edit]);
  const more = removalOf(left, about);
  if (!more) return [edit];
  for (let next: TextEdit | undefined = more; next; next = removalOf(left, about))
    left = applyEdits(left, [next]);
  return [{ span: { start: 0, end: text.length }, newText: left }];
}

function removalOf(
  text: string,
  { item, path, server }: Pick<Attestation, 'item' | 'path' | 'server'>,
): TextEdit | undefined {
  const document = parseJson(text);
  const known = at(document.roots[0], ['attestations']);
  if (known?.kind !== 'array') return undefined;
  const index = known.items.findIndex((node) => {
    const textAt = (key: string): unknown => {
      const it = at(node, [key]);
      return it?.kind === 'text' || it?.kind === 'scalar' ? it.value : undefined;
    };
    const isMeant = readItemId(textAt('item')) === item;
    return isMeant && textAt('path') === path && textAt('server') === server;
  });
  return index < 0 ? undefined : removeItem(document, known, index);
}

function addTo(
  text: string,
  list: 'ignore' | 'attestations' | 'probes',
  value: Plain,
): readonly TextEdit[] | undefined {
  return edit(text, { [list]: [value] }, (document, root) => {
    const known = at(root, [list]);
    if (known?.kind === 'array') return appendItem(document, known, value);
    return setProperty(document, root, list, [value], root.properties.at(-1)?.key.value);
  });
}

/** The edits that write down what a probe showed, in place of what an earlier one of that server did. */
export function addProbe(text: string, probe: ProbeRecord): readonly TextEdit[] | undefined {
  let without = text;
  // What a provider said of a credential stands beside what the server did.
  for (let next = probeIn(without, probe); next; next = probeIn(without, probe))
    without = applyEdits(without, [next]);
  const edits = addTo(without, 'probes', plain(probe));
  if (!edits || without === text) return edits;
  return [{ span: { start: 0, end: text.length }, newText: applyEdits(without, edits) }];
}

function probeIn(
  text: string,
  { path, server, asked }: Pick<ProbeRecord, 'path' | 'server' | 'asked'>,
): TextEdit | undefined {
  const document = parseJson(text);
  const known = at(document.roots[0], ['probes']);
  if (known?.kind !== 'array') return undefined;
  const index = known.items.findIndex((node) => {
    const is = (keys: readonly string[], value: string): boolean => {
      const it = at(node, keys);
      return it?.kind === 'text' && it.value === value;
    };
    const isSameKind = asked
      ? is(['asked', 'name'], asked.name)
      : at(node, ['asked']) === undefined;
    return is(['path'], path) && is(['server'], server) && isSameKind;
  });
  return index < 0 ? undefined : removeItem(document, known, index);
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
