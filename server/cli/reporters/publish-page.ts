import { progressOf } from '../../../rules/checklists/progress.ts';
import { sections } from '../../../rules/checklists/publish/item.ts';
import { count } from '../../../rules/secrets/count.ts';
import { safe, sentence } from '../../../rules/secrets/safe.ts';
import type { ProjectItem, ProjectReport } from '../../project/types.ts';
import { directoriesTable } from './directories.ts';
import type { ItemView, ListView } from './page-view.ts';

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
    tables: directories.length > 0 ? [directoriesTable(directories)] : [],
  };
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
