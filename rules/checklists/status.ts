import type { Evidence } from '../findings/evidence.ts';
import type { ItemId } from '../findings/item-id.ts';
import type { SubjectRef } from '../findings/subject.ts';
import { count } from '../secrets/count.ts';
import { type SafeText, safe, sentence } from '../secrets/safe.ts';
import type { Reason, Standing, Status, SubjectStatus } from './checklist.ts';
import { type Part, partOf, REMARKED, sentencesOn } from './part.ts';

const NOTHING_KNOWN = sentence`A file could not be read, so nothing is known of what stands in it.`;

const NO_SERVER = sentence`No server is listed.`;

/** From the one that decides over all the others down. */
const ORDER: readonly Status[] = [
  'fail',
  'review',
  'accepted',
  'attested',
  'pass',
  'not applicable',
];

/**
 * What all evidence on an item comes to: one fold for every list and every kind of subject. A person's word settles
 * what is unclear about its subject, and never what speaks against it; what somebody silenced is accepted, and nothing
 * may claim the opposite; what could not be read is for a person to review. Throws nothing.
 *
 * @param item the item; evidence on others is passed over
 * @param evidence in the order in which the subjects are to be listed
 */
export function statusOf(item: ItemId, evidence: readonly Evidence[]): Standing {
  return standingOf([partOf(evidence.filter((it) => it.item === item))]);
}

/**
 * The other half of that fold: the status of an item, from what is known of its subjects. Throws nothing.
 *
 * @param parts in the order in which the subjects are to be listed; each subject is in one of them
 */
export function standingOf(parts: readonly Part[]): Standing {
  const sum = new StandingSum();
  for (const part of parts) sum.add(part);
  return { ...sum.outcome(), subjects: parts.flatMap((part) => part.subjects) };
}

/** The same part by part, without the subjects: nothing is kept of them but what the reasons say. */
export class StandingSum {
  /** How `ORDER` ranks the worst of them. */
  #rank = ORDER.length;
  /** Of those that decide, what they say: each sentence once. */
  #texts = new Set<SafeText>();
  /** Those that decide, where they are named. */
  #deciding: SubjectRef[] = [];
  /** How many of them there are. */
  #count = 0;
  /** Those of them on which somebody's word no longer counts. */
  readonly #again: SubjectRef[] = [];
  #open = 0;
  #unclear = 0;
  readonly #accepted: Evidence[] = [];
  readonly #unread: Reason[] = [];

  /** @param called what a subject is called here */
  add({ subjects, open, unclear, accepted, unread }: Part, called = itself): void {
    this.#open += open;
    this.#unclear += unclear;
    this.#accepted.push(...accepted);
    this.#unread.push(...unread);
    for (const it of subjects) {
      const rank = ORDER.indexOf(it.status);
      if (rank > this.#rank) continue;
      if (rank < this.#rank) this.#begin(rank);
      this.#decides(it, called);
    }
  }

  /** All that is known so far. */
  outcome(): Pick<Standing, 'status' | 'reasons'> {
    const status = ORDER[this.#rank];
    if (status === undefined) return { status: 'not applicable', reasons: [] };
    return { status, reasons: this.#reasonsOf(status) };
  }

  #begin(rank: number): void {
    this.#rank = rank;
    this.#texts = new Set();
    this.#deciding = [];
    this.#count = 0;
    this.#again.length = 0;
  }

  #decides({ about, status, text, word }: SubjectStatus, called: typeof itself): void {
    this.#count += 1;
    if (word && status === 'review') this.#again.push(called(about));
    else this.#texts.add(text);
    // Those of findings are counted, and what is well has no names.
    const isNamed =
      status === 'fail' ? this.#open === 0 : status !== 'pass' && status !== 'not applicable';
    if (isNamed) this.#deciding.push(called(about));
  }

  /** Why, in as few sentences as say it, and the subjects that decide where a person can do something about them. */
  #reasonsOf(status: Status): readonly Reason[] {
    switch (status) {
      case 'fail':
        if (this.#open === 0) return [...this.#said(), ...named(this.#deciding)];
        return [{ text: sentence`${count(this.#open, 'finding')} to put right.` }];
      case 'review':
        return this.#whatToReview();
      case 'accepted': {
        const sentences = sentencesOn(this.#accepted);
        return [...sentences.map((text) => ({ text })), ...named(this.#deciding)];
      }
      case 'attested': {
        const noun = this.#deciding[0]?.kind ?? 'server';
        const text = sentence`${count(this.#count, noun)} looked at by a person.`;
        return [{ text }, ...named(this.#deciding)];
      }
      default:
        return this.#said();
    }
  }

  #whatToReview(): readonly Reason[] {
    if (this.#unread.length > 0) return [{ text: NOTHING_KNOWN }, ...this.#unread];
    const noun = this.#again[0]?.kind ?? 'server';
    const again = sentence`${count(this.#again.length, noun)} to look at again.`;
    const remarks = sentence`${count(this.#unclear, 'finding')} to look at.`;
    return [
      ...(this.#again.length > 0 ? [{ text: again }] : []),
      ...this.#said().map((it) => (it.text === REMARKED ? { text: remarks } : it)),
      ...named(this.#deciding),
    ];
  }

  /** What somebody wrote about one subject stands with that subject; what several have in common is said once. */
  #said(): readonly Reason[] {
    return [...this.#texts].map((text) => ({ text }));
  }
}

function itself(subject: SubjectRef): SubjectRef {
  return subject;
}

/** What stands where no config lists a server. */
export function orNoServer(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.length > 0 ? reasons : [{ text: NO_SERVER }];
}

/** A file is no subject that a person can give a word on. */
function named(subjects: readonly SubjectRef[]): readonly Reason[] {
  return subjects.flatMap((about) => {
    if (about.kind === 'file') return [];
    return { text: about.kind === 'server' ? about.name : safe.name(about.root), about };
  });
}
