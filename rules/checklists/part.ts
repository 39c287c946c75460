import type { Evidence, Word } from '../findings/evidence.ts';
import type { SubjectRef } from '../findings/subject.ts';
import { type SafeText, safe, sentence } from '../secrets/safe.ts';
import { acceptances } from './acceptances.ts';
import type { Reason, SubjectStatus } from './checklist.ts';

/** The criterion that speaks where something could not be read: nothing is known of it, which is not nothing wrong. */
export const UNREAD = 'read';

const FAILED = sentence`A finding here has to be put right.`;
export const REMARKED = sentence`A finding here asks for a look.`;

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
 * The first half of a status, for all subjects that this is evidence on: what is known of them elsewhere would be
 * left out. Throws nothing.
 *
 * @param evidence on one item
 */
export function partOf(evidence: readonly Evidence[]): Part {
  const accepted: Evidence[] = [];
  const unread: Reason[] = [];
  let open = 0;
  let unclear = 0;
  for (const it of evidence) {
    const { from, says, text, about } = it;
    if (it.accepted) accepted.push(it);
    if ('rule' in from) {
      if (isOpen(it)) open += 1;
      if (says === 'unclear') unclear += 1;
    } else if ('criterion' in from && from.criterion === UNREAD) unread.push({ text, about });
  }
  return { subjects: bySubject(evidence).map(subjectStatus), open, unclear, accepted, unread };
}

type Group = [first: Evidence, ...more: Evidence[]];

/** With more of them, they are found by a key. */
const FEW = 16;

/** The evidence on each subject. Most of it comes subject by subject, and few have much: ten thousand are usual. */
function bySubject(evidence: readonly Evidence[]): readonly Group[] {
  const groups: Group[] = [];
  const byKey = new Map<string, Group>();
  let last: Group | undefined;
  for (const it of evidence) {
    if (last?.[0].about !== it.about) last = groupOf(it.about, groups, byKey);
    if (last) last.push(it);
    else {
      last = [it];
      groups.push(last);
      if (groups.length >= FEW) byKey.set(keyOf(it.about), last);
    }
  }
  return groups;
}

function groupOf(
  about: SubjectRef,
  groups: readonly Group[],
  byKey: ReadonlyMap<string, Group>,
): Group | undefined {
  for (let index = 0; index < groups.length && index < FEW; index += 1)
    if (isSame(groups[index]?.[0].about, about)) return groups[index];
  return groups.length > FEW ? byKey.get(keyOf(about)) : undefined;
}

function isSame(one: SubjectRef | undefined, other: SubjectRef): boolean {
  if (one?.kind !== other.kind) return false;
  if (one.kind === 'project') return other.kind === 'project' && one.root === other.root;
  if (other.kind === 'project' || one.file !== other.file) return false;
  return one.kind === 'file' || (other.kind === 'server' && one.name === other.name);
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
export function sentencesOn(evidence: readonly Evidence[]): readonly SafeText[] {
  const accepted = evidence.filter((it) => it.accepted);
  const sentences = acceptances(accepted.flatMap((it) => it.accepted ?? []));
  return sentences.length > 0 ? sentences : [...new Set(accepted.map(({ text }) => text))];
}
