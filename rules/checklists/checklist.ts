import type { Finding } from '../findings/finding.ts';
import type { ItemId } from '../findings/item-id.ts';
import type { Attestation } from '../policy/policy.ts';

/** A list of things that have to be true, as data; what makes them true is in `status.ts`. */
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
  /** The title where there is little room, such as a side bar: up to 22 characters. */
  readonly short: string;
  readonly severity: 'critical' | 'high' | 'medium';
  /** How long it usually takes to put right. */
  readonly effort: string;
  /** What a person asks when no machine can tell. */
  readonly question: string;
  /** The least severity that does; a warning where nothing is said. */
  readonly failsAt?: 'information';
}

/** `accepted`: nothing stands against it but what somebody silenced. */
export type Status = 'pass' | 'fail' | 'review' | 'accepted' | 'attested' | 'not applicable';

/** How one server stands to an item. */
export interface ServerStatus {
  readonly path: string;
  readonly server: string;
  readonly status: Status;
  /** One sentence. */
  readonly text: string;
  /** The word that makes it attested, or that no longer counts. */
  readonly attestation?: Attestation | undefined;
}

/** One reason for a status. */
export interface Evidence {
  readonly text: string;
  /** Undefined when it is about the whole. */
  readonly path?: string;
  readonly server?: string;
}

export interface ItemStatus {
  readonly item: Item;
  readonly status: Status;
  readonly evidence: readonly Evidence[];
  /** Every server that is on, in the order of the files. */
  readonly servers: readonly ServerStatus[];
  /** Findings of the item's rules that nobody silenced, with the file they stand in. */
  readonly findings: readonly FoundIn[];
  /** Those that somebody silenced. */
  readonly silenced: readonly FoundIn[];
}

export interface FoundIn {
  readonly path: string;
  readonly finding: Finding;
}
