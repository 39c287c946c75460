import { progressOf } from '../../../rules/checklists/progress.ts';
import { sections } from '../../../rules/checklists/publish/item.ts';
import { count } from '../../../rules/secrets/count.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import type { ProjectItem, ProjectReport } from '../../project/types.ts';
import { directoriesTable } from './directories.ts';
import { NO_END } from './page-of.ts';
import type { ItemView, ListView } from './page-view.ts';
import { silencedWhy } from './text.ts';

/** As many places of one item as somebody reads. */
const PLACES = 10;

/** The publish list of one project, for a page. */
export function publishPage({ name, root, items, tools, directories }: ProjectReport): ListView {
  const where = root === '.' ? sentence`` : sentence`${safe.text(root)}, `;
  return {
    title: sentence`Publish checklist: ${name}`,
    about: sentence`${where}${count(tools.length, 'tool')}`,
    progress: progressOf(items),
    sections: sections.flatMap(({ id, title }) => {
      const own = items.filter(({ section }) => section === id);
      return own.length > 0 ? [{ title: safe.text(title), items: own.map(itemView) }] : [];
    }),
    words: items.flatMap((it) => wordRows(name, it)),
    accepted: acceptedRows(items),
    tables: directories.length > 0 ? [directoriesTable(directories)] : [],
  };
}

function wordRows(
  project: SafeText,
  { number, title, evidence }: ProjectItem,
): readonly (readonly SafeText[])[] {
  return evidence.flatMap(({ says, from }) => {
    if (!('person' in from)) return [];
    const { person, on, until, note = sentence`` } = from;
    const state = says === 'for' ? sentence`` : sentence`no longer counts`;
    const item = sentence`P${number}. ${safe.text(title)}`;
    return [[item, project, person, safe.text(on), safe.text(until), state, note]];
  });
}

/** A finding may speak against several items: it is accepted once. */
function acceptedRows(items: readonly ProjectItem[]): readonly (readonly SafeText[])[] {
  const rows = items.flatMap(({ evidence }) =>
    evidence.flatMap(({ text, from, file, range, accepted = [] }) => {
      const rule = 'rule' in from ? sentence` (${safe.text(from.rule)})` : sentence``;
      const place =
        file === undefined
          ? sentence``
          : sentence`${safe.text(file)}:${(range?.start.line ?? 0) + 1}`;
      return accepted.map((it) => [
        sentence`${text}${rule}`,
        place,
        silencedWhy({ ...it, until: undefined }),
        it.until ?? NO_END,
      ]);
    }),
  );
  return [...new Map(rows.map((row) => [row.join('\0'), row])).values()];
}

function itemView({ number, title, severity, status, reason, evidence }: ProjectItem): ItemView {
  const shown = status === 'not applicable' ? [] : evidence;
  const places = shown.flatMap(({ text, file, range }) => {
    if (file === undefined || !range) return [];
    const place = sentence`${safe.text(file)}:${range.start.line + 1}`;
    return [{ text: text === reason ? sentence`` : text, place, aside: sentence`` }];
  });
  return {
    number,
    title: safe.text(title),
    aside: safe.text(severity),
    status,
    why: [reason],
    places: places.slice(0, PLACES),
  };
}
