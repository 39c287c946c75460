import type { Lookup } from '../findings/finding.ts';
import type { SafeText } from '../secrets/safe.ts';
import type { TextEdit } from '../text/span.ts';

/** Something that could stand where somebody types. Never a value of the file: only names of it. */
export interface Suggestion {
  readonly kind: 'reference' | 'key' | 'server' | 'version';
  readonly label: SafeText;
  readonly edit: TextEdit;
  /** A version that has to be found out first; without an answer there is no suggestion. */
  readonly lookup?: Lookup;
  /** The edit with that version. */
  readonly answered?: (version: string) => TextEdit;
}
