import type { TextNode } from '../document/node.ts';
import type { Moves, Reader } from '../findings/finding.ts';
import type { CredentialMatch } from '../secrets/index.ts';

/**
 * What a fix says about the credential that it takes out: offsets of the document, and the decoded value, whatever
 * quotes and escapes it stands in.
 *
 * @param name of the variable or input in its place
 * @param reader who looks it up from then on
 * @param file absolute; the file from which what is started reads it, if it has to be a certain one
 */
export function movesOf(
  { place: { text }, start, end }: CredentialMatch,
  name: string,
  reader: Reader,
  file?: string,
): Moves {
  return {
    span: text.spanOf(start, end),
    name,
    reader,
    value: () => text.value.slice(start, end),
    ...(file !== undefined && { file }),
  };
}

/** The same for a text of which the credential is a part: what reads an env file gets whole values. */
export function movesOfText(
  text: TextNode,
  start: number,
  end: number,
  name: string,
  file: string,
  label: string,
): Moves {
  const value = (): string => text.value.slice(start, end);
  return { span: text.spanOf(start, end), name, value, file, reader: { how: 'file', label } };
}
