import type { Finding } from '../finding.ts';

/** A list of things that have to be true, as data; what makes them true is in `status.ts`. */
export interface Checklist {
  readonly id: string;
  readonly title: string;
  readonly items: readonly Item[];
}

export interface Item {
  /** Kept for ever: users, reports and the side bar show it. */
  readonly number: number;
  readonly title: string;
  /** The title where there is little room, such as a side bar: up to 22 characters. */
  readonly short: string;
  readonly severity: 'critical' | 'high' | 'medium';
  /** How long it usually takes to put right. */
  readonly effort: string;
  /** What a person asks when no machine can tell. */
  readonly question: string;
  /** The rules whose findings fail it. */
  readonly rules: readonly string[];
}

export type Status = 'pass' | 'fail' | 'review' | 'attested' | 'not applicable';

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
  /** Findings of the item's rules that nobody silenced, with the file they stand in. */
  readonly findings: readonly { readonly path: string; readonly finding: Finding }[];
}
