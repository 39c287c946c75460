import { MARK } from '../config/commented.ts';
import type { Config, Server } from '../config/config.ts';
import { type Cut, type Entry, isWithin, openingAt, rowAt } from '../config/row.ts';
import { joinSystems, NO_SYSTEMS, systemsOf } from '../config/systems.ts';
import { MAX_LENGTH } from '../document/document.ts';
import type { Systems } from '../findings/facts.ts';
import { maySilence } from '../policy/suppressions.ts';
import { changeOf, shifted } from '../text/change.ts';
import { isOutside, merged, moved, without, withoutFixes } from './moved-findings.ts';
import {
  cutIn,
  framesIn,
  freeIn,
  isFollowed,
  type Judged,
  keptIn,
  type Place,
  placeIn,
  rowIn,
  rowNow,
  type ServerEntry,
  serversIn,
  sharesCredential,
} from './place.ts';
import type { ConfigAnalysis } from './run.ts';
import type { Said } from './to-finding.ts';

/*
 * Of a config of hundreds of servers an edit changes one. To judge that one alone says all that the edit changes, as a
 * rule says of a server what follows from the server, from what stands outside of all servers, and from facts: what is
 * found in a text is what is found in it with all servers cut out but one, or but two and what is typed between them, and
 * a rest in which these have no part.
 *
 * Where that does not hold, the whole text has to be judged. It is made sure of in two ways. What is found in the part
 * must have been found in the whole text before the edit, to the letter. And what rules ask all servers for is compared:
 * their names, whether they have a credential in common, and for which systems their paths are.
 */

/**
 * Judges a text as that of the file; undefined where it is no config.
 *
 * @param cutOut what the servers say that were cut out of it
 */
export type Judge = (text: string, cutOut: Systems) => ConfigAnalysis | undefined;

/** What was found in a text, for the next edit of it. */
export interface Followed {
  readonly text: string;
  /** In the order of the text, and not bounded; without fixes where only a part of the text was judged. */
  readonly everything: readonly Said[];
  /** How many things in it are not what the grammar allows. */
  readonly problems: number;
  /** Undefined where only a part was judged. */
  readonly whole: ConfigAnalysis | undefined;
  /** Undefined where nobody has edited servers yet. */
  readonly part: Part | undefined;
}

/** A place that was judged, and what was found besides. */
export interface Part extends Judged {
  readonly rest: Rest;
}

/** What was found besides, in a text of this length. */
interface Rest {
  readonly findings: readonly Said[];
  readonly length: number;
  /** What all servers said. */
  readonly systems: Systems;
}

/** Keeps what was found in a whole text. */
export function follow(text: string, whole: ConfigAnalysis): Followed {
  const problems = problemsIn(whole);
  return { text, everything: whole.everything, problems, whole, part: undefined };
}

/**
 * What is found in a text after an edit of servers, by judging no more than is edited.
 *
 * @returns undefined where the whole text has to be judged
 */
export function followEdit(before: Followed, text: string, judge: Judge): Followed | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const part = partOf(before, text, judge);
  if (!part) return undefined;
  const cut = cutIn(text, part);
  const judged = judgePart(cut, part, text.length, judge);
  if (!judged || !isSameSystems(part.rest.systems, allSystems(judged, part))) return undefined;
  const everything = merged(restIn(text, part), inWhole(cut, judged));
  const now = { ...part, cut, judged };
  return { text, everything, problems: problemsIn(judged), whole: undefined, part: now };
}

/** The part that an edit is in: mostly that of the edit before it. */
function partOf(before: Followed, text: string, judge: Judge): Part | undefined {
  const { part, whole } = before;
  const { length } = before.text;
  if (part && isWithin(freeIn(length, part), before.text, text)) return part;
  const { from, before: end } = changeOf(before.text, text);
  const edit = { start: from, end };
  const row = part ? rowNow(part, length) : whole && rowIn(whole, edit);
  const opening = row && openingAt(row, edit);
  return opening && partAt(before, placeIn(row, opening), judge);
}

/** A part of a text that was judged: what is found in it must be on the list. */
function partAt(followed: Followed, place: Place, judge: Judge): Part | undefined {
  const { text, everything } = followed;
  const { length } = text;
  const cut = cutIn(text, place);
  const judged = judgePart(cut, place, length, judge);
  // Torn elsewhere, too, it would stay torn when this part is put right.
  if (!judged || problemsIn(judged) !== followed.problems) return undefined;
  const others = without(everything, inWhole(cut, judged));
  const kept = keptIn(length, place);
  if (!others?.every((it) => isOutside(it, kept))) return undefined;
  const findings = others.map(withoutFixes);
  const rest = { findings, length, systems: allSystems(judged, place) };
  return { ...place, rest, cut, judged };
}

/** Undefined where it does not stand for itself, or where the edit could be of more than this part. */
function judgePart(
  cut: Cut,
  place: Place,
  length: number,
  judge: Judge,
): ConfigAnalysis | undefined {
  if (maySilence(cut.text) || cut.text.includes(MARK)) return undefined;
  const judged = judge(cut.text, place.beside.systems);
  if (!judged || !isFollowed(judged) || judged.config.host.id !== place.row.host) return undefined;
  // A quote that is of no use in JSON is looked for to the end of its line.
  if (problemsIn(judged) > 0 && !cut.endsItsLine) return undefined;
  const isAlone =
    isIntact(judged.config, cut, place, length) && !sharesCredential(judged, cut, place);
  return isAlone ? judged : undefined;
}

/** Whether what is around the edit is read as before, and nothing has the name of an entry that is cut out. */
function isIntact({ document, servers }: Config, cut: Cut, place: Place, length: number): boolean {
  const { inside, elsewhere } = place.row;
  const row = rowAt(document, inside.start - 1);
  const end = cut.behind(inside.end + length - place.row.length);
  if (row?.inside.end !== end || document.text[end] !== '}') return false;
  if (servers.length - serversIn(row, servers).length !== elsewhere) return false;
  const [before, behind] = framesIn(length, place);
  const { entries } = row;
  if (before && !isSameEntry(entries[0], before, cut)) return false;
  if (behind && !isSameEntry(entries.at(-1), behind, cut)) return false;
  if (!areStillServers([before, behind], servers, cut)) return false;
  if (before && before === behind) return entries.length === 1;
  const typed = entries.slice(before ? 1 : 0, behind ? -1 : undefined);
  return !typed.some(({ name }) => place.beside.names.has(name));
}

/** What is typed may tell the host to look elsewhere: what was a server around it has to be one still. */
function areStillServers(
  frames: readonly (ServerEntry | undefined)[],
  servers: readonly Server[],
  cut: Cut,
): boolean {
  const known = frames.filter((it) => it?.isServer);
  const isStill = (frame: ServerEntry | undefined): boolean =>
    servers.some(({ node }) => frame && node.span.start === cut.inKept(frame.value));
  return known.length > 0 && known.every(isStill);
}

function isSameEntry(entry: Entry | undefined, frame: Entry, cut: Cut): boolean {
  return (
    entry !== undefined &&
    entry.start === cut.inKept(frame.start) &&
    entry.value === cut.inKept(frame.value) &&
    entry.end === cut.inKept(frame.end)
  );
}

function allSystems({ config }: ConfigAnalysis, place: Place): Systems {
  if (!config.host.needsCmd) return NO_SYSTEMS;
  return joinSystems([systemsOf(config.servers), place.beside.systems]);
}

function isSameSystems(one: Systems, other: Systems): boolean {
  return one.windows === other.windows && one.others === other.others;
}

/** What was found besides, as it stands in the text now. */
function restIn(text: string, part: Part): readonly Said[] {
  const { findings, length } = part.rest;
  const grown = text.length - length;
  if (grown === 0) return findings;
  const { start: from, end } = keptIn(length, part);
  const change = { from, before: end, after: end + grown };
  return findings.map((it) =>
    it.at.span.end <= from && it.related.length === 0
      ? it
      : moved(it, (span) => shifted(change, span) ?? span),
  );
}

function inWhole(cut: Cut, { everything }: ConfigAnalysis): readonly Said[] {
  return everything.map((it) => moved(it, (span) => cut.inWhole(span)));
}

function problemsIn({ config }: ConfigAnalysis): number {
  return config.document.problems.length;
}
