import { MARK } from '../config/commented.ts';
import type { Config, Server } from '../config/config.ts';
import { Cut, type Entry, type Opening, type Row, rowAround, rowAt } from '../config/row.ts';
import { joinSystems, NO_SYSTEMS, systemsOf } from '../config/systems.ts';
import { MAX_PROBLEMS } from '../document/document.ts';
import type { Systems } from '../findings/facts.ts';
import { generic } from '../hosts/generic.ts';
import { maySilence } from '../policy/suppressions.ts';
import { type SafeText, safe } from '../secrets/safe.ts';
import type { Span } from '../text/span.ts';
import type { ConfigAnalysis } from './run.ts';
import { isShared, textOf } from './summary.ts';

/** Where somebody types. */
export interface Place {
  readonly row: ServerRow;
  readonly opening: Opening;
  readonly beside: Beside;
}

/** What rules may ask of the servers of the row that are cut out. */
interface Beside {
  readonly names: ReadonlySet<string>;
  /** The same as findings have them. */
  readonly shown: ReadonlySet<SafeText>;
  readonly systems: Systems;
  /** Those that would be one finding with the same one here. */
  readonly credentials: ReadonlySet<string>;
}

/** The same, judged without all other servers of the row. */
export interface Judged extends Place {
  readonly cut: Cut;
  readonly judged: ConfigAnalysis;
}

/** The servers of a row, in a text of this length. */
export interface ServerRow extends Row {
  readonly entries: readonly ServerEntry[];
  readonly length: number;
  readonly host: string;
  /** How many servers there are in other rows. */
  readonly elsewhere: number;
  readonly credentials: readonly Held[];
}

export interface ServerEntry extends Entry {
  /** False for what is in the row and no server. */
  readonly isServer: boolean;
  readonly systems: Systems;
}

/** A credential that is one finding with the same one elsewhere. */
interface Held {
  readonly text: string;
  readonly offset: number;
}

/** Fewer are judged as quickly as one sees which of them has changed. */
const FEWEST = 12;

/** Whether all is said that there is to say, and all servers stand where their host looks. */
export function isFollowed({ config, complete, failures }: ConfigAnalysis): boolean {
  const { document, host, misplaced } = config;
  return (
    complete &&
    failures.length === 0 &&
    misplaced.length === 0 &&
    host.id !== generic.id &&
    document.format === 'json' &&
    !host.json5 &&
    !document.refused &&
    document.problems.length < MAX_PROBLEMS
  );
}

export function serversIn({ inside }: Row, servers: readonly Server[]): readonly Server[] {
  return servers.filter(({ node: { span } }) => isIn(inside, span.start));
}

/** The row of a text that was judged in which an edit is. */
export function rowIn(whole: ConfigAnalysis, edit: Span): ServerRow | undefined {
  const { config, credentials } = whole;
  const { document, servers, host } = config;
  const { text } = document;
  if (servers.length < FEWEST || !isFollowed(whole)) return undefined;
  if (maySilence(text) || text.includes(MARK)) return undefined;
  const row = rowAround(document, servers, edit);
  if (!row) return undefined;
  return {
    inside: row.inside,
    entries: withSystems(row.entries, config),
    length: text.length,
    host: host.id,
    elsewhere: servers.length - serversIn(row, servers).length,
    credentials: heldIn(credentials),
  };
}

function withSystems(entries: readonly Entry[], { host, servers }: Config): readonly ServerEntry[] {
  const values = new Map(servers.map((it) => [it.node.span.start, it]));
  return entries.map((it) => {
    const server = values.get(it.value);
    const systems = server && host.needsCmd ? systemsOf([server]) : NO_SYSTEMS;
    return { ...it, isServer: server !== undefined, systems };
  });
}

/** The same row after edits of a part of it. */
export function rowNow(place: Judged, length: number): ServerRow | undefined {
  const { row, cut, judged } = place;
  const grown = length - row.length;
  const edited = rowAt(judged.config.document, row.inside.start - 1);
  if (!edited) return undefined;
  const kept = keptIn(row.length, place);
  const move = (entry: ServerEntry): ServerEntry => {
    const { start, end } = cut.inWhole(entry);
    return { ...entry, start, end, value: start + entry.value - entry.start };
  };
  const shift = (offset: number): number => (offset < kept.end ? offset : offset + grown);
  return {
    ...row,
    inside: { start: row.inside.start, end: row.inside.end + grown },
    entries: [
      ...row.entries.filter((it) => it.end <= kept.start),
      ...withSystems(edited.entries, judged.config).map(move),
      ...row.entries.filter((it) => it.start >= kept.end).map((it) => shifted(it, grown)),
    ],
    length,
    credentials: [
      ...row.credentials
        .filter(({ offset }) => !isIn(kept, offset))
        .map(({ text, offset }) => ({ text, offset: shift(offset) })),
      ...heldIn(judged.credentials)
        .filter(({ offset }) => isIn(cut.kept, offset))
        .map(({ text, offset }) => ({
          text,
          offset: cut.inWhole({ start: offset, end: offset }).start,
        })),
    ],
  };
}

function heldIn(credentials: ConfigAnalysis['credentials']): readonly Held[] {
  return credentials
    .filter(isShared)
    .map((it) => ({ text: textOf(it), offset: it.place.text.span.start }));
}

export function placeIn(row: ServerRow, opening: Opening): Place {
  const kept = keptIn(row.length, { row, opening });
  const entries = row.entries.filter((it) => it.end <= kept.start || it.start >= kept.end);
  const held = row.credentials.filter(({ offset }) => !isIn(kept, offset));
  const beside = {
    names: new Set(entries.map(({ name }) => name)),
    shown: new Set(entries.map(({ name }) => safe.text(name))),
    systems: joinSystems(entries.map(({ systems }) => systems)),
    credentials: new Set(held.map(({ text }) => text)),
  };
  return { row, opening, beside };
}

export function sharesCredential(
  { credentials }: ConfigAnalysis,
  cut: Cut,
  { beside }: Place,
): boolean {
  return heldIn(credentials).some(
    ({ text, offset }) => isIn(cut.kept, offset) && beside.credentials.has(text),
  );
}

type Where = Pick<Place, 'row' | 'opening'>;

/** What may change, in a text of this length. */
export function freeIn(length: number, { row, opening }: Where): Span {
  const { start, end } = opening.free;
  return { start, end: end + length - row.length };
}

/** The entries around what may change, in a text of this length: twice the same where it is within one. */
export function framesIn(
  length: number,
  { row, opening }: Where,
): readonly [ServerEntry | undefined, ServerEntry | undefined] {
  const { free, first, last } = opening;
  const grown = length - row.length;
  const [before, behind] = [row.entries[first], row.entries[last]];
  if (before && before === behind && before.value < free.start && before.end > free.end) {
    const entry = { ...before, end: before.end + grown };
    return [entry, entry];
  }
  return [
    before && before.end <= free.start ? before : undefined,
    behind && behind.start >= free.end ? shifted(behind, grown) : undefined,
  ];
}

/** What stays of the row, in a text of this length. */
export function keptIn(length: number, where: Where): Span {
  const free = freeIn(length, where);
  const [before, behind] = framesIn(length, where);
  return { start: before?.start ?? free.start, end: behind?.end ?? free.end };
}

function shifted<T extends Entry>(entry: T, by: number): T {
  const { start, value, end } = entry;
  return { ...entry, start: start + by, value: value + by, end: end + by };
}

export function cutIn(text: string, place: Place): Cut {
  const { entries, length } = place.row;
  const kept = keptIn(text.length, place);
  const before = keptIn(length, place);
  const start = Math.min(kept.start, entries[0]?.start ?? kept.start);
  const end = Math.max(before.end, entries.at(-1)?.end ?? before.end) + text.length - length;
  return new Cut(text, { start, end }, kept);
}

function isIn({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset < end;
}
