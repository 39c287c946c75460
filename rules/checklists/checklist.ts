import type { Evidence, Word } from '../findings/evidence.ts';
import type { Finding } from '../findings/finding.ts';
import type { ItemId } from '../findings/item-id.ts';
import type { SubjectRef } from '../findings/subject.ts';
import type { SafeText } from '../text/safe-text.ts';

/** A list of things that have to be true, as data; its criteria and the rules say what makes them true. */
export interface Checklist {
  readonly id: string;
  readonly title: string;
  /** What it judges. */
  readonly subject: 'config' | 'project';
  readonly items: readonly Item[];
}

export interface Item {
  readonly id: ItemId;
  /** The number in its list. Kept for ever: users, reports and the side bar show it. */
  readonly number: number;
  readonly title: string;
  /** The title where there is little room, such as a side bar: up to 16 characters, for severity and time to show beside it. */
  readonly short: string;
  readonly severity: 'critical' | 'high' | 'medium';
  /** How long it usually takes to put right. */
  readonly minutes: number;
  /** The same in words. */
  readonly effort: string;
  /** What a person asks when no machine can tell. */
  readonly question: string;
  /** The least severity that fails it; a warning where nothing is said. */
  readonly failsAt?: 'information';
}

/** `accepted`: nothing stands against it but what somebody silenced. */
export type Status = 'pass' | 'fail' | 'review' | 'accepted' | 'attested' | 'not applicable';

/** How one subject stands to an item. */
export interface SubjectStatus {
  readonly about: SubjectRef;
  readonly status: Status;
  /** One sentence. */
  readonly text: SafeText;
  /** The word that makes it attested, or that no longer counts. */
  readonly word?: Word | undefined;
}

/** One reason for a status: a sentence, or a subject that it is about. */
export interface Reason {
  readonly text: SafeText;
  /** Undefined for a sentence. */
  readonly about?: SubjectRef;
}

/** What all evidence on an item comes to. */
export interface Standing {
  readonly status: Status;
  readonly reasons: readonly Reason[];
  /** Every subject of which anything is known, in the order of the evidence. */
  readonly subjects: readonly SubjectStatus[];
}

export interface ItemStatus extends Standing {
  readonly item: Item;
  readonly evidence: readonly Evidence[];
  /** Findings of the item's rules that nobody silenced, with the file they stand in. */
  readonly findings: readonly FoundIn[];
  /** Those that somebody silenced. */
  readonly silenced: readonly FoundIn[];
}

/** The same without what it was made from: of ten thousand configs that is more than anybody keeps. */
export type ItemStanding = Omit<ItemStatus, 'evidence'>;

/** As much as is printed of an item. */
export type ItemOutcome = Pick<ItemStatus, 'item' | 'status' | 'reasons'>;

export interface FoundIn {
  readonly path: string;
  readonly finding: Finding;
}
