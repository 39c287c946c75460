import type { SafeText } from '../text/safe-text.ts';
import type { Suppressed } from './finding.ts';
import type { ItemId } from './item-id.ts';
import type { Location, RangeLocation, SubjectRef } from './subject.ts';

/** What speaks for or against an item of a checklist, whoever says it. */
export interface Evidence {
  readonly item: ItemId;
  readonly about: SubjectRef;
  readonly says: 'for' | 'against' | 'unclear' | 'not-applicable';
  /** One sentence. */
  readonly text: SafeText;
  /** Where it shows; undefined where it is about the subject as a whole. */
  readonly at?: Location | RangeLocation;
  readonly from: Source;
  /** Set where somebody decided to live with it: why, as far as it is written down here. */
  readonly accepted?: readonly Suppressed[];
}

/** Who says it. */
export type Source =
  | { readonly rule: string }
  /** A check of a list itself, asked where its rules found nothing. */
  | { readonly criterion: string }
  /** A server that was started or called because a person asked for it. */
  | { readonly probe: string; readonly on: string }
  | Word;

/** A person's dated word. */
export interface Word {
  readonly person: SafeText;
  /** Days, as `2026-11-21`. */
  readonly on: string;
  readonly until: string;
  readonly note?: SafeText;
  /** What it names the config: a path from the folder of the policy file, or the address of a person's own word. */
  readonly path: string;
}
