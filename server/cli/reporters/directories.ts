import { count } from '../../../rules/secrets/count.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import { escapeMarkdown } from '../../machine/markdown.ts';
import type { ProjectDemand, ProjectDirectory, ProjectReport } from '../../project/types.ts';
import type { TableView } from './page-view.ts';
import type { Look } from './reporter.ts';
import { paint } from './style.ts';

const PLACES = 3;
const INDENT = ' '.repeat(20);

const SIGNS = {
  met: ['✓', 'green'],
  missing: ['✗', 'red'],
  ask: ['?', 'yellow'],
  'not applicable': ['–', 'gray'],
} as const satisfies Record<ProjectDemand['says'], readonly [string, string]>;

/** The directories of a project as `checklist --format json` prints them. */
export function directoriesJson({ directories }: Pick<ProjectReport, 'directories'>): object[] {
  return directories.map(({ demands, ...directory }) => ({
    ...directory,
    missing: demands.filter(({ says }) => says === 'missing').map(demandJson),
    ask: demands.filter(({ says }) => says === 'ask').map(demandJson),
    met: demands.filter(({ says }) => says === 'met').map(({ id }) => id),
  }));
}

function demandJson({ says, ...demand }: ProjectDemand): object {
  return demand;
}

/** One line for each; with `details`, every demand with its source and places. */
export function directoriesText(
  look: Look,
  { directories }: Pick<ProjectReport, 'directories'>,
  details: boolean,
): string {
  const lines = directories.flatMap((directory) => [
    ...headLine(look, directory),
    ...(details ? directory.demands.flatMap((demand) => demandLines(look, demand)) : []),
  ]);
  return `${paint(look, 'bold', 'Ready to submit to')}\n${lines.join('\n')}\n`;
}

function headLine(look: Look, directory: ProjectDirectory): readonly string[] {
  const { id, ready } = directory;
  const sign = ready ? paint(look, 'green', '✓') : paint(look, 'red', '✗');
  const name = paint(look, 'gray', `(${directory.name}, seen ${directory.seen})`);
  return [`   ${sign} ${id.padEnd(17)} ${progress(directory)} ${name}`];
}

/** "3 missing, 2 for a person". */
function progress({ demands }: ProjectDirectory): string {
  const having = (says: ProjectDemand['says']): number =>
    demands.filter((it) => it.says === says).length;
  const parts = [
    having('missing') > 0 ? `${having('missing')} missing` : 'nothing missing',
    ...(having('ask') > 0 ? [`${having('ask')} for a person`] : []),
  ];
  return parts.join(', ');
}

function demandLines(look: Look, demand: ProjectDemand): readonly string[] {
  const { says, id, reason, source, seen } = demand;
  const [sign, colour] = SIGNS[says];
  const state = paint(look, colour, `${sign} ${says.padEnd(14)}`);
  const open = says === 'missing' || says === 'ask';
  return [
    `   ${state} ${id}: ${demand.demand}`,
    ...(says === 'not applicable' || open ? [`${INDENT}${reason}`] : []),
    ...(open ? placesOf(demand).map((place) => INDENT + place) : []),
    ...(open ? [paint(look, 'gray', `${INDENT}${source}, seen ${seen}`)] : []),
  ];
}

function placesOf({ places }: ProjectDemand): readonly SafeText[] {
  const all = [
    ...new Set(
      places.map(({ file, range }) => sentence`${safe.text(file)}:${range.start.line + 1}`),
    ),
  ];
  const more = all.length - PLACES;
  return more > 0 ? [...all.slice(0, PLACES), sentence`and ${more} more`] : all;
}

/** The same on a page. */
export function directoriesTable(directories: readonly ProjectDirectory[]): TableView {
  return {
    title: sentence`Ready to submit to`,
    columns: ['Directory', 'Seen', 'Ready', 'Missing'],
    rows: directories.map((directory) => {
      const { name, seen, demands } = directory;
      const open = demands
        .filter(({ says }) => says === 'missing')
        .map((it) =>
          safe.join([sentence`${safe.text(it.demand)}: ${it.reason}`, ...placesOf(it)], ' '),
        );
      return [
        safe.text(name),
        safe.text(seen),
        safe.text(progress(directory)),
        safe.join(open, ' '),
      ];
    }),
  };
}

/** A table of the directories, and of what each misses. */
export function directoriesMarkdown({ directories }: Pick<ProjectReport, 'directories'>): string {
  const rows = directories.map((directory) => {
    const { name, seen, ready, demands } = directory;
    const open = demands
      .filter(({ says }) => says === 'missing')
      .map((demand) =>
        [sentence`${safe.text(demand.demand)}: ${demand.reason}`, ...placesOf(demand)]
          .map(escapeMarkdown)
          .join(' '),
      );
    const person = demands.filter(({ says }) => says === 'ask').length;
    const asked = person > 0 ? [`${count(person, 'demand')} for a person`] : [];
    return `| ${name} | ${seen} | ${ready ? '✓ nothing missing' : `✗ ${open.length} missing`} | ${[...open, ...asked].join('<br>')} |`;
  });
  const head = ['| Directory | Seen | Ready | Missing |', '|---|---|---|---|'];
  return `### Ready to submit to\n\n${[...head, ...rows].join('\n')}\n`;
}
