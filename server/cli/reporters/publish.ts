import { progressOf } from '../../../rules/checklists/progress.ts';
import { doneText } from '../../../rules/checklists/progress-text.ts';
import { sections } from '../../../rules/checklists/publish/item.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import { escapeMarkdown } from '../../machine/markdown.ts';
import type { ProjectEvidence, ProjectItem, ProjectReport } from '../../project/types.ts';
import { SIGNS } from './checklist-markdown.ts';
import { directoriesJson, directoriesMarkdown, directoriesText } from './directories.ts';
import type { Look } from './reporter.ts';
import { paint } from './style.ts';

/** As many places as fit below an item. */
const PLACES = 3;
const titles = new Map<string, string>(sections.map(({ id, title }) => [id, title]));

/** The publish list of a project as `checklist --format json` prints it. */
export function publishJson(project: ProjectReport): object {
  const { items, root, name, version, languages, sdks, transports, tools } = project;
  return {
    id: 'publish',
    title: 'Publish checklist',
    subject: {
      kind: 'project',
      root: safe.text(root),
      name,
      version,
      languages,
      sdks,
      transports,
      tools,
    },
    progress: progressOf(items),
    items: items.map(({ question, ...item }) => item),
    directories: directoriesJson(project),
  };
}

export function publishText(look: Look, project: ProjectReport): string {
  const lines = bySection(project.items).flatMap(([section, items]) => [
    '',
    paint(look, 'bold', titles.get(section) ?? section),
    ...items.flatMap((item) => itemLines(look, item)),
  ]);
  const ready = directoriesText(look, project, false);
  return `${paint(look, 'bold', publishHeading(project))}\n${lines.join('\n')}\n\n${ready}`;
}

function itemLines(look: Look, item: ProjectItem): readonly string[] {
  const [sign, colour] = SIGNS[item.status];
  const state = paint(look, colour, `${sign} ${item.status.padEnd(14)}`);
  const aside = paint(look, 'gray', `(${item.severity})`);
  const indent = ' '.repeat(20);
  const asked = item.status === 'review' && item.reason !== item.question ? [item.question] : [];
  const places = placesOf(item);
  return [
    `${String(item.number).padStart(2)} ${state} ${item.title} ${aside}`,
    ...[item.reason, ...asked, ...places].map((line) => indent + line),
  ];
}

function placesOf({ evidence, status }: ProjectItem): readonly SafeText[] {
  if (status === 'not applicable') return [];
  const places = [...new Set(evidence.flatMap((each) => placeOf(each) ?? []))];
  const more = places.length - PLACES;
  return more > 0 ? [...places.slice(0, PLACES), sentence`and ${more} more`] : places;
}

function placeOf({ file, range }: ProjectEvidence): SafeText | undefined {
  return file === undefined || !range
    ? undefined
    : sentence`${safe.text(file)}:${range.start.line + 1}`;
}

export function publishMarkdown(project: ProjectReport): string {
  const rows = project.items.map((item) => {
    const { number, title, severity, status, reason } = item;
    const why = [reason, ...placesOf(item)].map(escapeMarkdown).join('<br>');
    return `| ${number} | ${title} | ${severity} | ${SIGNS[status][0]} ${status} | ${why} |`;
  });
  const head = ['| # | Item | Severity | Status | Why |', '|--:|---|---|---|---|'];
  const table = [...head, ...rows].join('\n');
  return `## ${escapeMarkdown(publishHeading(project))}\n\n${table}\n\n${directoriesMarkdown(project)}`;
}

export function publishHeading({ name, root, items }: ProjectReport): SafeText {
  const where = root === '.' ? sentence`` : sentence` (${safe.text(root)})`;
  return sentence`Publish checklist: ${name}${where}: ${doneText(progressOf(items))}`;
}

function bySection(
  items: readonly ProjectItem[],
): readonly (readonly [string, readonly ProjectItem[]])[] {
  return sections.flatMap(({ id }) => {
    const own = items.filter(({ section }) => section === id);
    return own.length > 0 ? [[id, own] as const] : [];
  });
}
