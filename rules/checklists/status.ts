import type { Evidence, Word } from '../findings/evidence.ts';
import type { ItemId } from '../findings/item-id.ts';
import type { SubjectRef } from '../findings/subject.ts';
import { count } from '../secrets/count.ts';
import { type SafeText, safe, sentence } from '../secrets/safe.ts';
import { acceptances } from './acceptances.ts';
import type { Reason, Standing, Status, SubjectStatus } from './checklist.ts';

/** The criterion that speaks where something could not be read: nothing is known of it, which is not nothing wrong. */
export const UNREAD = 'read';

const FAILED = sentence`A finding here has to be put right.`;
const REMARKED = sentence`A finding here asks for a look.`;
const NOTHING_KNOWN = sentence`A file could not be read, so nothing is known of what stands in it.`;

/** From the one that decides over all the others down. */
const ORDER: readonly Status[] = [
  'fail',
  'review',
  'accepted',
  'attested',
  'pass',
  'not applicable',
];

/** What the evidence on some subjects comes to: joined with that on others, it makes the status of an item. */
export interface Part {
  readonly subjects: readonly SubjectStatus[];
  /** Findings that have to be put right. */
  readonly open: number;
  /** Findings that ask for a look. */
  readonly unclear: number;
  /** Evidence that somebody decided to live with. */
  readonly accepted: readonly Evidence[];
  /** What could not be read. */
  readonly unread: readonly Reason[];
}

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
 * The first half of that fold, for all subjects that this is evidence on: what is known of them elsewhere would be
 * left out. Throws nothing.
 *
 * @param evidence on one item
 */
export function partOf(evidence: readonly Evidence[]): Part {
  const isUnread = ({ from }: Evidence): boolean =>
    'criterion' in from && from.criterion === UNREAD;
  return {
    subjects: bySubject(evidence).map(subjectStatus),
    open: evidence.filter((it) => isOpen(it) && isFinding(it)).length,
    unclear: evidence.filter((it) => it.says === 'unclear' && isFinding(it)).length,
    accepted: evidence.filter((it) => it.accepted),
    unread: evidence.filter(isUnread).map(({ text, about }) => ({ text, about })),
  };
}

/**
 * The other half: the status of an item, from what is known of its subjects. Throws nothing.
 *
 * @param parts in the order in which the subjects are to be listed; each subject is in one of them
 */
export function standingOf(parts: readonly Part[]): Standing {
  const subjects = parts.flatMap((part) => part.subjects);
  const status = ORDER.find((it) => subjects.some((subject) => subject.status === it));
  if (status === undefined) return { status: 'not applicable', reasons: [], subjects };
  const deciding = subjects.filter((subject) => subject.status === status);
  return { status, reasons: reasonsOf(status, deciding, parts), subjects };
}

type Group = [first: Evidence, ...more: Evidence[]];

/** The evidence on each subject. Most of it comes subject by subject, and few have much: ten thousand are usual. */
function bySubject(evidence: readonly Evidence[]): readonly Group[] {
  const groups = new Map<string, Group>();
  let last: Group | undefined;
  for (const it of evidence) {
    if (last && last[0].about === it.about) {
      last.push(it);
      continue;
    }
    const key = keyOf(it.about);
    last = groups.get(key);
    if (last) last.push(it);
    else {
      last = [it];
      groups.set(key, last);
    }
  }
  return [...groups.values()];
}

function keyOf(about: SubjectRef): string {
  switch (about.kind) {
    case 'server':
      return `server\0${about.file}\0${about.name}`;
    case 'project':
      return `project\0${about.root}`;
    case 'file':
      return `file\0${about.file}`;
  }
}

function subjectStatus(evidence: Group): SubjectStatus {
  const [{ about }] = evidence;
  if (evidence.some(isOpen))
    return { about, status: 'fail', text: textOf(evidence.filter(isOpen), FAILED) };
  // A word on what a machine can tell changes nothing.
  const asks = evidence.some(isUnclear) || evidence.every(isWord);
  const words = asks ? evidence.filter(isWord) : NO_WORDS;
  const outdated = words.find(({ says }) => says === 'unclear');
  if (outdated) return { about, status: 'review', text: outdated.text, word: outdated.from };
  const word = words.find(({ says }) => says === 'for');
  if (asks && !word)
    return { about, status: 'review', text: textOf(evidence.filter(isUnclear), REMARKED) };
  if (evidence.some(({ accepted }) => accepted)) {
    const text = safe.join(sentencesOn(evidence), ' ');
    return { about, status: 'accepted', text, word: word?.from };
  }
  if (word) return { about, status: 'attested', text: word.text, word: word.from };
  const first = evidence.find(({ says }) => says === 'for');
  if (first) return { about, status: 'pass', text: first.text };
  return { about, status: 'not applicable', text: evidence[0].text };
}

function isUnclear(it: Evidence): boolean {
  return it.says === 'unclear' && !isWord(it);
}

function isOpen({ says, accepted }: Evidence): boolean {
  return says === 'against' && !accepted;
}

type FromPerson = Evidence & { readonly from: Word };

const NO_WORDS: readonly FromPerson[] = [];

function isWord(it: Evidence): it is FromPerson {
  return 'person' in it.from;
}

function isFinding({ from }: Evidence): boolean {
  return 'rule' in from;
}

/** Findings are listed by themselves; what else decides says so. */
function textOf(evidence: readonly Evidence[], ofFindings: SafeText): SafeText {
  return evidence.some(isFinding) ? ofFindings : (evidence[0]?.text ?? ofFindings);
}

/** Why something is lived with: the reasons written down, or what else speaks of it. */
function sentencesOn(evidence: readonly Evidence[]): readonly SafeText[] {
  const accepted = evidence.filter((it) => it.accepted);
  const sentences = acceptances(accepted.flatMap((it) => it.accepted ?? []));
  return sentences.length > 0 ? sentences : [...new Set(accepted.map(({ text }) => text))];
}

/** Why, in as few sentences as say it, and the subjects that decide where a person can do something about them. */
function reasonsOf(
  status: Status,
  deciding: readonly SubjectStatus[],
  parts: readonly Part[],
): readonly Reason[] {
  switch (status) {
    case 'fail': {
      const findings = sumOf(parts, ({ open }) => open);
      if (findings === 0) return [...textsOf(deciding), ...named(deciding)];
      return [{ text: sentence`${count(findings, 'finding')} to put right.` }];
    }
    case 'review':
      return whatToReview(deciding, parts);
    case 'accepted': {
      const sentences = sentencesOn(parts.flatMap(({ accepted }) => accepted));
      return [...sentences.map((text) => ({ text })), ...named(deciding)];
    }
    case 'attested': {
      const noun = deciding[0]?.about.kind ?? 'server';
      const text = sentence`${count(deciding.length, noun)} looked at by a person.`;
      return [{ text }, ...named(deciding)];
    }
    default:
      return textsOf(deciding);
  }
}

function whatToReview(
  deciding: readonly SubjectStatus[],
  parts: readonly Part[],
): readonly Reason[] {
  const unread = parts.flatMap((part) => part.unread);
  if (unread.length > 0) return [{ text: NOTHING_KNOWN }, ...unread];
  const outdated = deciding.filter(({ word }) => word);
  const noun = outdated[0]?.about.kind ?? 'server';
  const again = sentence`${count(outdated.length, noun)} to look at again.`;
  const findings = sumOf(parts, ({ unclear }) => unclear);
  const remarks = sentence`${count(findings, 'finding')} to look at.`;
  const others = textsOf(deciding.filter(({ word }) => !word));
  return [
    ...(outdated.length > 0 ? [{ text: again }] : []),
    ...others.map((it) => (it.text === REMARKED ? { text: remarks } : it)),
    ...named(deciding),
  ];
}

function sumOf(parts: readonly Part[], amountOf: (part: Part) => number): number {
  return parts.reduce((sum, part) => sum + amountOf(part), 0);
}

/** What somebody wrote about one subject stands with that subject; what several have in common is said once. */
function textsOf(subjects: readonly SubjectStatus[]): readonly Reason[] {
  return [...new Set(subjects.map(({ text }) => text))].map((text) => ({ text }));
}

/** A file is no subject that a person can give a word on. */
function named(subjects: readonly SubjectStatus[]): readonly Reason[] {
  return subjects.flatMap(({ about }) => {
    if (about.kind === 'file') return [];
    return { text: about.kind === 'server' ? about.name : safe.name(about.root), about };
  });
}
