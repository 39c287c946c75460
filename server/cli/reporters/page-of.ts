import { resolve } from 'node:path';
import { wordsOn } from '../../../rules/checklists/attested.ts';
import type { ItemStatus } from '../../../rules/checklists/checklist.ts';
import type { FileEvidence } from '../../../rules/checklists/evidence.ts';
import { byList, itemOf } from '../../../rules/checklists/index.ts';
import { progressFrom } from '../../../rules/checklists/progress.ts';
import { rotationsOf, stepsText } from '../../../rules/checklists/rotation.ts';
import { placeOf } from '../../../rules/engine/about.ts';
import type { Evidence } from '../../../rules/findings/evidence.ts';
import { count } from '../../../rules/secrets/count.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import { dayOf } from '../../machine/day.ts';
import { withTilde } from '../../machine/paths.ts';
import { version } from '../../machine/version.ts';
import type { Group } from '../groups.ts';
import { groupTitle, reasons } from './checklist-markdown.ts';
import type { ItemView, ListView, PageView, PlaceView, TableView } from './page-view.ts';
import { silencedWhy } from './text.ts';

/** So many places of one item, and rows of one table, fit on a page that somebody reads. */
const PLACES = 25;
const ROWS = 200;

export const NO_END = sentence`no end`;

/** What is on a page beside its lists. */
export interface PageOptions {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** As they were named on the command line. */
  readonly paths: readonly string[];
  readonly complete: boolean;
}

/** A report to hand on: when, about what, how each list stands, who looked, and what is lived with until when. */
export function pageOf(
  groups: readonly Group[],
  more: readonly ListView[],
  { now, paths, complete }: PageOptions,
): PageView {
  const evidence = groups.flatMap((group) => group.evidence);
  const folders = (paths.length > 0 ? paths : ['.']).map((it) => withTilde(resolve(it)));
  return {
    title: sentence`MCP checklist report`,
    facts: [
      ['Date', safe.text(dayOf(now))],
      [
        folders.length > 1 ? 'Folders' : 'Folder',
        safe.join(
          folders.map((it) => safe.text(it)),
          ', ',
        ),
      ],
      ['Made by', sentence`MCP Checklist ${safe.text(version)}`],
    ],
    warnings: complete
      ? []
      : [sentence`Not everything could be read: what is missing here is not known to be clean.`],
    lists: [...groups.flatMap(listsOf), ...more],
    tables: [...wordsTable(evidence, more, now), ...acceptedTable(evidence, more)],
  };
}

function listsOf(group: Group): readonly ListView[] {
  return byList(group.items).map(({ list, items }) => ({
    title: groupTitle(list, group),
    about: sentence`${count(group.servers, 'server')} in ${count(group.files, 'file')}`,
    progress: progressFrom(items),
    sections: [{ title: sentence``, items: items.map(itemView) }],
    tables: credentialTable(group.evidence),
  }));
}

function itemView(standing: ItemStatus): ItemView {
  const { item, status, evidence } = standing;
  const found = evidence.filter((it) => 'rule' in it.from);
  const left = found.length - PLACES;
  return {
    number: item.number,
    title: safe.text(item.title),
    aside: sentence`${safe.text(item.severity)}, ${safe.text(item.effort)}`,
    status,
    why: [
      ...reasons(standing),
      ...(status === 'review' ? [sentence`To ask: ${safe.text(item.question)}`] : []),
      ...(left > 0 ? [sentence`The first ${PLACES} of ${count(found.length, 'finding')}:`] : []),
    ],
    places: found.slice(0, PLACES).map(placeView),
  };
}

function placeView({ text, about, at, from, accepted }: Evidence): PlaceView {
  const line = at && 'range' in at ? sentence`:${at.range.start.line + 1}` : sentence``;
  const rule = 'rule' in from ? safe.text(from.rule) : sentence``;
  return {
    text,
    place: sentence`${safe.text(withTilde(placeOf(about)))}${line}`,
    aside: accepted ? sentence`(${rule}, accepted)` : sentence`(${rule})`,
  };
}

function credentialTable(evidence: readonly FileEvidence[]): readonly TableView[] {
  const rows = rotationsOf(evidence).map((rotation) => {
    const { label, places, ends } = rotation;
    const where = places.map(({ path, use: { range, server } }) => {
      const file = safe.text(withTilde(path));
      return sentence`${file}:${range.start.line + 1} (${server})`;
    });
    const more = where.length - PLACES;
    const listed = safe.join(where.slice(0, PLACES), ', ');
    return [
      label,
      more > 0 ? sentence`${listed} and ${more} more` : listed,
      stepsText(rotation),
      safe.text(ends ?? ''),
    ];
  });
  const columns = ['Credential', 'Where', 'To replace it', 'Ends on'];
  return tableOf(sentence`Credentials`, columns, rows);
}

function wordsTable(
  evidence: readonly FileEvidence[],
  lists: readonly ListView[],
  now: number,
): readonly TableView[] {
  const own = wordsOn(evidence, now).map(({ item, path, server, by, on, until, note, state }) => [
    sentence`${safe.text(item.replace(/^production\//, ''))}. ${safe.text(itemOf(item)?.title ?? '')}`,
    sentence`${server} (${safe.text(withTilde(path))})`,
    by,
    on,
    until,
    state === 'valid' ? sentence`` : safe.text(state),
    note,
  ]);
  const rows = [...own, ...lists.flatMap((it) => it.words ?? [])];
  const columns = ['Item', 'Server', 'Who', 'Looked on', 'Good until', 'State', 'Note'];
  return tableOf(sentence`Who looked`, columns, rows);
}

function acceptedTable(
  evidence: readonly FileEvidence[],
  lists: readonly ListView[],
): readonly TableView[] {
  const own = evidence.flatMap(({ path, findings, silenced, ranges }) =>
    silenced.map(({ message, rule, suppressed }, index) => {
      const line = (ranges?.[findings.length + index]?.start.line ?? 0) + 1;
      return [
        sentence`${message} (${safe.text(rule)})`,
        sentence`${safe.text(withTilde(path))}:${line}`,
        suppressed ? silencedWhy({ ...suppressed, until: undefined }) : sentence``,
        suppressed?.until ?? NO_END,
      ];
    }),
  );
  const rows = [...own, ...lists.flatMap((it) => it.accepted ?? [])];
  return tableOf(sentence`What is accepted`, ['Finding', 'Place', 'Why', 'Until'], rows);
}

function tableOf(
  title: SafeText,
  columns: readonly string[],
  rows: readonly (readonly SafeText[])[],
): readonly TableView[] {
  if (rows.length === 0) return [];
  const left = rows.length - ROWS;
  const more = left > 0 ? sentence`And ${left} more.` : undefined;
  return [{ title, columns, rows: rows.slice(0, ROWS), more }];
}
