import {
  Alone,
  type Entry,
  entriesAround,
  entryBefore,
  firstDifference,
  isWithin,
} from '../config/alone.ts';
import { MARK } from '../config/commented.ts';
import type { Config, Server } from '../config/config.ts';
import { joinSystems, NO_SYSTEMS, systemsOf } from '../config/systems.ts';
import { MAX_LENGTH } from '../document/document.ts';
import type { Systems } from '../findings/facts.ts';
import type { Finding } from '../findings/finding.ts';
import { generic } from '../hosts/generic.ts';
import { maySilence } from '../policy/suppressions.ts';
import { isOutside, merged, moved, without } from './moved-findings.ts';
import type { ConfigAnalysis } from './run.ts';
import { isShared, textOf } from './summary.ts';

/*
 * Of a config of hundreds of servers an edit changes one. To judge that one alone says all that the edit changes, as a
 * rule says of a server what follows from the server, from what stands outside of all servers, and from facts: what is
 * found in a text is what is found in it with all servers but one cut out, and a rest in which that one has no part.
 *
 * Where that does not hold, the whole text has to be judged. It is made sure of in two ways. What is found in the server
 * alone must have been found in the whole text before the edit, to the letter. And what rules ask all servers for is
 * compared: whether they have a credential in common, for which systems their paths are, and whether the text is torn,
 * for which there is a rest of its own.
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
  /** In the order of the text, not yet bounded; without fixes where only a part of the text was judged. */
  readonly everything: readonly Finding[];
  /** Whether something in it is not what the grammar allows. */
  readonly isTorn: boolean;
  /** Undefined where only a part was judged. */
  readonly whole: ConfigAnalysis | undefined;
  /** Undefined where nobody has edited a server yet. */
  readonly spot: Spot | undefined;
}

/** A server of a row. */
interface Place {
  readonly row: Row;
  readonly index: number;
}

/** The server that is edited. */
export interface Spot extends Place {
  readonly rests: Rests;
  /** The text without all others of the row. */
  readonly alone: Alone;
  readonly judged: ConfigAnalysis;
}

type Rests = Readonly<Partial<Record<State, Rest>>>;
type State = 'sound' | 'torn';

/** What was found besides, in a text of this length. */
interface Rest {
  readonly findings: readonly Finding[];
  readonly length: number;
  /** What all servers said. */
  readonly systems: Systems;
}

/** A map of servers, in a text of this length. */
interface Row {
  readonly entries: readonly Entry[];
  readonly length: number;
  readonly host: string;
  /** How many servers there are in other maps. */
  readonly outside: number;
  readonly credentials: readonly Held[];
  /** What the server of each entry says. */
  readonly systems: readonly Systems[];
}

/** A credential that is one finding with the same one elsewhere. */
interface Held {
  readonly text: string;
  readonly offset: number;
}

/** Fewer are judged as quickly as one sees which of them has changed. */
export const FEWEST = 12;

/**
 * Keeps what was found in a whole text.
 *
 * @param before what was kept of the text before the last edit
 */
export function follow(
  text: string,
  whole: ConfigAnalysis,
  judge: Judge,
  before?: Followed,
): Followed {
  const { everything, config } = whole;
  const followed = { text, everything, isTorn: isTorn(whole), whole, spot: undefined };
  const spot = before?.spot;
  if (!spot || spot.row.host !== config.host.id || !isFollowed(whole)) return followed;
  if (!isWithin(entryOf(spot, before.text.length), before.text, text)) return followed;
  return { ...followed, spot: spotAt(followed, spot, spot.rests, judge) };
}

/**
 * What is found in a text after an edit of one server, by judging that server.
 *
 * @returns undefined where the whole text has to be judged
 */
export function followEdit(before: Followed, text: string, judge: Judge): Followed | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const spot = spotOf(before, text, judge);
  if (!spot) return undefined;
  const alone = aloneIn(spot, text);
  const judged = judgeAlone(alone, spot, judge);
  const rest = judged && spot.rests[stateOf(judged)];
  if (!rest || !isSameSystems(rest.systems, allSystems(judged, spot))) return undefined;
  const everything = merged(restIn(text, spot, rest), inWhole(alone, judged));
  const now = { ...spot, alone, judged };
  return { text, everything, isTorn: isTorn(judged), whole: undefined, spot: now };
}

/** The server that an edit is in: mostly that of the edit before it. */
function spotOf(before: Followed, text: string, judge: Judge): Spot | undefined {
  const { spot, whole } = before;
  const { length } = before.text;
  if (spot && isWithin(entryOf(spot, length), before.text, text)) return spot;
  const offset = firstDifference(before.text, text);
  const row = spot ? rowNow(spot, length) : whole && rowAround(whole, offset);
  if (!row) return undefined;
  const index = entryBefore(row.entries, offset);
  const entry = row.entries[index];
  if (!entry || !isWithin(entry, before.text, text)) return undefined;
  return spotAt(before, { row, index }, {}, judge);
}

/**
 * A server in a text that was judged: what is found in it alone must be on the list.
 *
 * @param rests what was found besides in texts that differ from this one in this server only
 */
function spotAt(
  { text, everything, isTorn }: Followed,
  { row, index }: Place,
  rests: Rests,
  judge: Judge,
): Spot | undefined {
  const place = { row, index };
  const alone = aloneIn(place, text);
  const judged = judgeAlone(alone, place, judge);
  const state = isTorn ? 'torn' : 'sound';
  if (!judged || stateOf(judged) !== state) return undefined;
  const findings = without(everything, inWhole(alone, judged));
  const entry = entryOf(place, text.length);
  if (!findings?.every((it) => isOutside(it, entry))) return undefined;
  const rest = {
    findings: findings.map((it) => moved(it, (span) => span)),
    length: text.length,
    systems: allSystems(judged, place),
  };
  return { ...place, rests: { ...rests, [state]: rest }, alone, judged };
}

/** Undefined where it does not stand for itself, or where the edit could be of more than this server. */
function judgeAlone(alone: Alone, place: Place, judge: Judge): ConfigAnalysis | undefined {
  const { row, index } = place;
  if (maySilence(alone.text) || alone.text.includes(MARK)) return undefined;
  const judged = judge(alone.text, systemsBeside(row, index));
  if (!judged || !isFollowed(judged) || judged.config.host.id !== row.host) return undefined;
  const { servers, document } = judged.config;
  const { brace, end } = alone.entry;
  if (servers.length !== row.outside + 1 || ownIn(judged.config, alone)?.node.span.end !== end)
    return undefined;
  const isOwn = document.problems.every(({ span }) => span.start > brace && span.end < end);
  // A quote that is of no use in JSON is looked for to the end of its line.
  if (isTorn(judged) && !alone.endsItsLine) return undefined;
  if (!isOwn || alone.text[end - 1] !== '}') return undefined;
  return sharesCredential(judged, alone, place) ? undefined : judged;
}

function ownIn({ servers }: Config, { entry }: Alone): Server | undefined {
  return servers.find(({ node }) => node.span.start === entry.brace);
}

/** Whether all is said that there is to say, and all servers stand where their host looks. */
function isFollowed({ config, complete, failures }: ConfigAnalysis): boolean {
  const { document, host, misplaced } = config;
  return (
    complete &&
    failures.length === 0 &&
    misplaced.length === 0 &&
    host.id !== generic.id &&
    document.format === 'json' &&
    !host.json5 &&
    !document.refused
  );
}

/** The map of servers around a place in a text that was judged. */
function rowAround(whole: ConfigAnalysis, offset: number): Row | undefined {
  const { config, credentials } = whole;
  const { document, servers, host } = config;
  if (servers.length < FEWEST || !isFollowed(whole)) return undefined;
  const { text } = document;
  if (maySilence(text) || text.includes(MARK)) return undefined;
  const entries = entriesAround(document, servers, offset);
  if (!entries) return undefined;
  const byBrace = new Map(servers.map((it) => [it.node.span.start, it]));
  const own = entries.map(({ brace }) => byBrace.get(brace));
  return {
    entries,
    length: text.length,
    host: host.id,
    outside: servers.length - own.filter((it) => it !== undefined).length,
    credentials: heldIn(credentials),
    systems: own.map((it) => (it && host.needsCmd ? systemsOf([it]) : NO_SYSTEMS)),
  };
}

/** The same map after the edits of one server. */
function rowNow({ row, index, alone, judged }: Spot, length: number): Row {
  const entries = row.entries.map((_, at) => entryOf({ row, index }, length, at));
  const before = row.entries[index] ?? NOWHERE;
  const grown = length - row.length;
  const others = row.credentials
    .filter(({ offset }) => !isIn(before, offset))
    .map(({ text, offset }) => ({ text, offset: offset < before.end ? offset : offset + grown }));
  const own = heldIn(judged.credentials)
    .filter(({ offset }) => isIn(alone.entry, offset))
    .map(({ text }) => ({ text, offset: before.start }));
  const { host } = judged.config;
  const edited = ownIn(judged.config, alone);
  const systems = edited && host.needsCmd ? systemsOf([edited]) : NO_SYSTEMS;
  return {
    ...row,
    entries,
    length,
    credentials: [...others, ...own],
    systems: row.systems.map((it, at) => (at === index ? systems : it)),
  };
}

function heldIn(credentials: ConfigAnalysis['credentials']): readonly Held[] {
  return credentials
    .filter(isShared)
    .map((it) => ({ text: textOf(it), offset: it.place.text.span.start }));
}

function sharesCredential(
  { credentials }: ConfigAnalysis,
  { entry }: Alone,
  { row, index }: Place,
): boolean {
  const before = row.entries[index] ?? NOWHERE;
  return heldIn(credentials).some(
    ({ text, offset }) =>
      isIn(entry, offset) &&
      row.credentials.some((it) => it.text === text && !isIn(before, it.offset)),
  );
}

function systemsBeside({ systems }: Row, index: number): Systems {
  return systems.reduce((all, it, at) => (at === index ? all : joinSystems(all, it)), NO_SYSTEMS);
}

function allSystems({ config }: ConfigAnalysis, { row, index }: Place): Systems {
  if (!config.host.needsCmd) return NO_SYSTEMS;
  return joinSystems(systemsBeside(row, index), systemsOf(config.servers));
}

function isSameSystems(one: Systems, other: Systems): boolean {
  return one.windows === other.windows && one.others === other.others;
}

function isIn({ start, end }: Entry, offset: number): boolean {
  return start <= offset && offset < end;
}

/** An entry of a row, in a text of this length: only the one that is edited has changed. */
function entryOf({ row, index }: Place, length: number, at = index): Entry {
  const entry = row.entries[at] ?? NOWHERE;
  const grown = length - row.length;
  if (at < index || grown === 0) return entry;
  const { start, brace, end } = entry;
  if (at === index) return { start, brace, end: end + grown };
  return { start: start + grown, brace: brace + grown, end: end + grown };
}

const NOWHERE: Entry = { start: 0, brace: 0, end: 0 };

function aloneIn(place: Place, text: string): Alone {
  const { start } = entryOf(place, text.length, 0);
  const { end } = entryOf(place, text.length, place.row.entries.length - 1);
  return new Alone(text, { start, end }, entryOf(place, text.length));
}

/** What was found besides, as it stands in the text now. */
function restIn(text: string, place: Place, { findings, length }: Rest): readonly Finding[] {
  const grown = text.length - length;
  if (grown === 0) return findings;
  const { end } = entryOf(place, length);
  const now = (offset: number): number => (offset >= end ? offset + grown : offset);
  return findings.map((it) =>
    it.at.span.end < end && it.related.length === 0
      ? it
      : moved(it, (span) => ({ start: now(span.start), end: now(span.end) })),
  );
}

function inWhole(alone: Alone, { everything }: ConfigAnalysis): readonly Finding[] {
  return everything.map((it) => moved(it, (span) => alone.inWhole(span)));
}

function isTorn({ config }: ConfigAnalysis): boolean {
  return config.document.problems.length > 0;
}

function stateOf(judged: ConfigAnalysis): State {
  return isTorn(judged) ? 'torn' : 'sound';
}
