import type { Status } from '../checklist.ts';

/** What ordering needs to know of an item. */
export interface Ranked {
  readonly status: Status;
  readonly severity: string;
  /** The section it stands in. */
  readonly section: string;
}

/** From what blocks a publication down to what does not exist here. */
const STATUSES: readonly Status[] = [
  'fail',
  'review',
  'accepted',
  'attested',
  'pass',
  'not applicable',
];
const SEVERITIES: readonly string[] = ['high', 'medium', 'low', 'info'];

/** Whether it is advice: nobody in the field has it, so that its absence blocks nothing. */
export function isAdvice({ status, severity }: Pick<Ranked, 'status' | 'severity'>): boolean {
  return status === 'fail' && severity === 'info';
}

function rankOf({ status, severity }: Ranked): number {
  // Behind what a person has to look at.
  const stands = isAdvice({ status, severity }) ? 'accepted' : status;
  return STATUSES.indexOf(stands) * SEVERITIES.length + SEVERITIES.indexOf(severity);
}

/** The items of a list, by section. Sections and items that block stand in front; equals keep their order. */
export function sectionsOf<T extends Ranked>(
  items: readonly T[],
): readonly { readonly section: string; readonly items: readonly T[] }[] {
  const sections = new Map<string, T[]>();
  for (const item of items) {
    const own = sections.get(item.section);
    if (own) own.push(item);
    else sections.set(item.section, [item]);
  }
  return [...sections]
    .map(([section, own]) => ({ section, items: own.sort((a, b) => rankOf(a) - rankOf(b)) }))
    .sort((a, b) => worst(a.items) - worst(b.items));
}

function worst(items: readonly Ranked[]): number {
  const [first] = items;
  return first ? rankOf(first) : 0;
}
