import type { Config } from '../config/config.ts';
import { replaceInText } from '../document/edit.ts';
import { textOf } from '../engine/summary.ts';
import type { FixDraft } from '../findings/finding.ts';
import type { CredentialMatch } from '../secrets/index.ts';
import type { TextEdit } from '../text/span.ts';
import { referenceFixes } from './reference.ts';

/** What any text takes as it is: no quote, blank or bracket that the grammar around could stumble over. */
const PLAIN = /^[\w.+/=:@~-]+$/;

/**
 * The places of a text in which one credential stands, in their order.
 *
 * @param value as the host reads it
 */
export function placesWith(
  credentials: readonly CredentialMatch[],
  value: string,
): readonly CredentialMatch[] {
  return credentials.filter((it) => it.verdict === 'credential' && textOf(it) === value);
}

/**
 * Puts another credential in place of one, in the spelling of that place.
 *
 * @param value as the host is to read it
 * @returns undefined where it cannot be spelled: within a text of another grammar, and in what is encoded
 */
export function replaceCredential(found: CredentialMatch, value: string): TextEdit | undefined {
  const { place, start, end, label } = found;
  const { text } = place;
  if (label.endsWith(', in base64')) return undefined;
  if (start === 0 && end === text.value.length) return replaceInText(text, start, end, value);
  const before = text.value.slice(0, start);
  const scheme = before.lastIndexOf('://');
  const inUrl = scheme >= 0 && !/\s/.test(before.slice(scheme));
  const spelled = inUrl ? encodeURIComponent(value) : value;
  return inUrl || PLAIN.test(value) ? replaceInText(text, start, end, spelled) : undefined;
}

/**
 * A reference in a place, and in all others of the file that are meant, under a name that other files use as well.
 *
 * @param meant all places of the file that are to have it, the first one in front
 * @returns undefined where the host resolves none there
 */
export function referenceNamed(
  config: Config,
  meant: readonly CredentialMatch[],
  name: string,
): FixDraft | undefined {
  const named = meant.map((it) => ({ ...it, suggestedName: name }));
  const [first] = named;
  return first && referenceFixes(config, first, named)[0];
}
