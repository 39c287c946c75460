import type { ItemId } from '../../findings/item-id.ts';
import type { Signals } from '../../project/signals/signals.ts';
import type { Place } from '../../project/tools/tool.ts';

/** An item of the publish list. */
export interface PublishItem {
  readonly id: ItemId;
  /** Kept for ever: users, reports and the side bar show it. */
  readonly number: number;
  readonly section: SectionId;
  readonly title: string;
  /** The title where there is little room: up to 22 characters. */
  readonly short: string;
  /** `info`: advice, because nobody in the field has it; it is never red. */
  readonly severity: 'high' | 'medium' | 'low' | 'info';
  /** What a person asks when no machine can tell. */
  readonly question: string;
}

/** So many items the list has; who only asks whether there is one need not load them with what they judge by. */
export const PUBLISH_ITEMS = 63;

export const sections = [
  { id: 'authentication', title: 'Authentication' },
  { id: 'input-validation', title: 'Input validation' },
  { id: 'data-protection', title: 'Data protection' },
  { id: 'logging', title: 'Logging' },
  { id: 'error-handling', title: 'Error handling' },
  { id: 'performance', title: 'Performance' },
  { id: 'testing', title: 'Testing' },
  { id: 'api-documentation', title: 'API documentation' },
  { id: 'quick-start', title: 'Quick start' },
  { id: 'privacy', title: 'Privacy' },
  { id: 'payments', title: 'Payments' },
  { id: 'monitoring', title: 'Monitoring' },
  { id: 'alerts', title: 'Alerts' },
  { id: 'support', title: 'Support' },
  { id: 'after-publishing', title: 'After publishing' },
] as const;

export type SectionId = (typeof sections)[number]['id'];

/** What a criterion says of a project. */
export interface Opinion {
  readonly says: 'for' | 'against' | 'unclear' | 'not-applicable';
  /** One sentence of ours; names from files stand in it in the form the files have. */
  readonly text: string;
  /** Where it shows; never empty of what speaks for an item. */
  readonly places: readonly Place[];
}

export type Criterion = (signals: Signals) => Opinion;
