import type { ItemStatus, Status } from './checklist.ts';

/** What counting needs to know of an item, of whatever list. */
export interface Countable {
  readonly status: Status;
  /** `info` is advice: it is never red. */
  readonly severity: string;
  /** How long it usually takes to put right; 0 where nobody says. */
  readonly minutes?: number;
}

/** How far a list is. Every surface that shows a number takes it from here. */
export interface Progress {
  /** Of all items, those that are about something there is. */
  readonly applies: number;
  readonly notApplicable: number;
  /** Pass, or a person looked. What somebody accepted is not done. */
  readonly done: number;
  readonly failing: number;
  readonly review: number;
  readonly accepted: number;
  /** Of the failing ones, the criticals. */
  readonly critical: number;
  /** What the failing ones usually take, the criticals apart. */
  readonly minutes: { readonly critical: number; readonly others: number };
}

/**
 * Counts the items of one list.
 *
 * @returns numbers that add up: done, failing, review, accepted and advice make up what applies
 */
export function progressOf(items: readonly Countable[]): Progress {
  const amount = (status: Status): number => items.filter((it) => it.status === status).length;
  const failing = items.filter(({ status, severity }) => status === 'fail' && severity !== 'info');
  const critical = failing.filter(isCritical);
  const others = failing.filter((it) => !isCritical(it));
  const notApplicable = amount('not applicable');
  return {
    applies: items.length - notApplicable,
    notApplicable,
    done: amount('pass') + amount('attested'),
    failing: failing.length,
    review: amount('review'),
    accepted: amount('accepted'),
    critical: critical.length,
    minutes: { critical: minutesOf(critical), others: minutesOf(others) },
  };
}

/** The same of statuses as they are judged. */
export function progressFrom(items: readonly Pick<ItemStatus, 'item' | 'status'>[]): Progress {
  return progressOf(items.map(({ item, status }) => ({ ...item, status })));
}

/** Several lists as one. */
export function totalOf(all: readonly Progress[]): Progress {
  const sum = (pick: (progress: Progress) => number): number =>
    all.reduce((total, progress) => total + pick(progress), 0);
  return {
    applies: sum((it) => it.applies),
    notApplicable: sum((it) => it.notApplicable),
    done: sum((it) => it.done),
    failing: sum((it) => it.failing),
    review: sum((it) => it.review),
    accepted: sum((it) => it.accepted),
    critical: sum((it) => it.critical),
    minutes: {
      critical: sum((it) => it.minutes.critical),
      others: sum((it) => it.minutes.others),
    },
  };
}

function isCritical({ severity }: Countable): boolean {
  return severity === 'critical';
}

function minutesOf(items: readonly Countable[]): number {
  return items.reduce((sum, { minutes = 0 }) => sum + minutes, 0);
}

/** From the worst down, of every list. */
const SEVERITIES: readonly string[] = ['critical', 'high', 'medium', 'low', 'info'];

/** The items with the criticals first, each as it stands among its own: the order in which to put them right. */
export function criticalsFirst<T extends { readonly severity: string }>(
  items: readonly T[],
): readonly T[] {
  const rank = ({ severity }: T): number => SEVERITIES.indexOf(severity);
  return [...items].sort((a, b) => rank(a) - rank(b));
}
