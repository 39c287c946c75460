import { pagesOf } from '../../rules/catalog/pages.ts';
import type { FileEdit, Fix, Moves, Reader } from '../../rules/findings/finding.ts';
import { editsOfFile } from '../../rules/fixes/file-edits.ts';
import type { CredentialMatch } from '../../rules/secrets/index.ts';
import { type SafeText, safe } from '../../rules/secrets/safe.ts';
import type { Span, TextEdit } from '../../rules/text/span.ts';
import type { Fixed } from './apply-fixes.ts';

/** A secret that edits take out of a file. */
export interface Taken {
  /** Of the variable or input in its place; where nothing is put there, what it could be called. */
  readonly name: string;
  /** As the host reads it: without the quotes and escapes of the file. */
  readonly value: string;
  /** The file, absolute, from which what is started reads it. */
  readonly file?: string | undefined;
  /** Who looks it up from then on; undefined where nothing is put in its place. */
  readonly reader?: Reader | undefined;
  /** What it is, and where it is made worthless. */
  readonly kind?: Kind | undefined;
}

export interface Kind {
  readonly label: SafeText;
  readonly revoke: string | undefined;
}

/**
 * The secrets that edits take out of a text. What a fix says it moves is among them, and so is whatever stands in a
 * part that goes as a whole: with a server that is removed, its credentials are.
 *
 * @param credentials all of the text
 */
export function takenOut(
  credentials: readonly CredentialMatch[],
  edits: readonly TextEdit[],
  moves: readonly Moves[],
): readonly Taken[] {
  const all = credentials.flatMap(
    (found): (Taken & { readonly gone: boolean; readonly moved: boolean })[] => {
      if (found.verdict !== 'credential') return [];
      const { start, end, place, suggestedName } = found;
      const span = place.text.spanOf(start, end);
      const value = place.text.value.slice(start, end);
      const move = moves.find((it) => it.span.start === span.start && it.span.end === span.end);
      const gone = edits.some((edit) => contains(edit.span, span) && !holds(edit.newText, value));
      const { name = suggestedName, file, reader } = move ?? {};
      const kind = kindOf(found);
      return [{ name, value, file, reader, kind, gone, moved: move !== undefined }];
    },
  );
  // What it moves is known even where it is no credential to us.
  for (const { name, value, file, reader, span } of moves) {
    const part = credentials.find((it) => contains(span, it.place.text.spanOf(it.start, it.end)));
    const kind = part && kindOf(part);
    if (!all.some((it) => it.moved && it.value === value()))
      all.push({ name, value: value(), file, reader, kind, gone: true, moved: true });
  }
  const left = new Set(all.filter(({ gone }) => !gone).map(({ value }) => value));
  const taken = all.filter(({ gone, moved, value }) => moved || (gone && !left.has(value)));
  const moved = new Set(taken.filter((it) => it.moved).map(({ value }) => value));
  // A part of what is moved as a whole is kept with it.
  const isKept = (value: string): boolean => [...moved].some((it) => it.includes(value));
  return distinct(taken.filter((it) => it.moved || !isKept(it.value)));
}

/** The secrets that a run of fixes took out of a text: those it moved, and those that went with a part of the text. */
export function takenByFixes(
  credentials: readonly CredentialMatch[],
  { edits, moved }: Pick<Fixed, 'edits' | 'moved'>,
): readonly Taken[] {
  const others = takenOut(credentials, edits, []).filter(
    ({ value }) => !moved.some((it) => it.value.includes(value)),
  );
  const known = moved.map((it): Taken => {
    const found = credentials.find(({ place, start, end }) =>
      it.value.includes(place.text.value.slice(start, end)),
    );
    return { ...it, kind: found && kindOf(found) };
  });
  return distinct([...known, ...others]);
}

/** Whether a fix takes a secret out of a text: then nobody gets its edits before the secret is elsewhere. */
export function takesSecret(
  { moves }: Pick<Fix, 'moves'>,
  edits: readonly FileEdit[],
  { file, text, credentials }: Judged,
): boolean {
  return (
    moves !== undefined || takenOut(credentials, editsOfFile(edits, file, text), []).length > 0
  );
}

/** A text that was judged, and what its findings call it. */
interface Judged {
  readonly file: string;
  readonly text: string;
  readonly credentials: readonly CredentialMatch[];
}

/** One secret may be taken out of several places. */
export function distinct(taken: readonly Taken[]): readonly Taken[] {
  const seen = new Map<string, Taken>();
  for (const { name, value, file, reader, kind } of taken) {
    const key = JSON.stringify([name, value, file]);
    if (!seen.has(key)) seen.set(key, { name, value, file, reader, kind });
  }
  return [...seen.values()];
}

/** What a credential is, for whoever makes it worthless. */
export function kindOf({ provider, label }: CredentialMatch): Kind {
  return { label: safe.name(label), revoke: pagesOf(provider, label).revoke };
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether a new text still holds a value, in the escapes of a string if need be. */
function holds(text: string, value: string): boolean {
  return text.includes(value) || text.includes(JSON.stringify(value).slice(1, -1));
}
