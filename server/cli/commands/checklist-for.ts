import { type Command, Option } from 'commander';
import {
  directoriesNamed,
  directoryIds,
  directoryNicknames,
} from '../../../rules/checklists/directories/ids.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import type { ProjectReport } from '../../project/types.ts';
import { ExitCode, type Io } from '../io.ts';
import { type GateOptions, gateOptions } from '../options.ts';
import { findProjects } from '../projects.ts';
import { summarize } from '../report.ts';
import { checklistJson } from '../reporters/checklist-json.ts';
import { checklistSarif } from '../reporters/checklist-sarif.ts';
import { directoriesMarkdown, directoriesText } from '../reporters/directories.ts';
import { pageHtml } from '../reporters/html.ts';
import { type PageOptions, pageOf } from '../reporters/page-of.ts';
import type { ListView } from '../reporters/page-view.ts';
import { publishJson } from '../reporters/publish.ts';
import { publishPage } from '../reporters/publish-page.ts';
import { paint } from '../reporters/style.ts';
import { writeOutput } from '../write-file.ts';

type ListFormat = 'text' | 'json' | 'markdown' | 'html' | 'sarif';

interface ForOptions extends GateOptions {
  readonly format: ListFormat;
  readonly output?: string;
  readonly exitZero?: boolean;
}

const KNOWN = [...directoryNicknames, ...directoryIds].join(', ');

/** `--for`, once or more often: ids of directories, or words that people use for them. */
export function forOption(program: Command): Option {
  return new Option(
    '--for <directory>',
    `only what this directory asks for; may be repeated: ${KNOWN}`,
  ).argParser((word, before: readonly string[] = []) => {
    const named = directoriesNamed(word);
    if (named.length > 0) return [...before, ...named];
    return program.error(`error: there is no such directory. Known ones: ${KNOWN}`);
  });
}

/** How far server projects are from what directories ask for, and nothing else. */
export async function runFor(
  io: Io,
  paths: string[],
  options: ForOptions,
  named: readonly string[],
): Promise<void> {
  const { reports, complete } = await findProjects(io, await gateOptions(io, paths, options));
  const projects = reports.map((report) => ({
    ...report,
    directories: report.directories.filter(({ id }) => named.includes(id)),
  }));
  if (projects.length === 0) io.err('mcp-checklist: no server project was found.\n');
  const taken = new Set(projects.flatMap(({ directories }) => directories.map(({ id }) => id)));
  const refused = projects.length > 0 ? named.filter((id) => !taken.has(id)) : [];
  for (const id of refused) io.err(`mcp-checklist: ${id} takes no server of this kind.\n`);
  const text = printDirectories(io, projects, options.format, { now: Date.now(), paths, complete });
  const written = await writeOutput(io, options.output, text);
  if (projects.length === 0 || !complete || !written) return io.exitWith(ExitCode.usage);
  const ready = projects.every(({ directories }) => directories.every((it) => it.ready));
  io.exitWith(
    (ready && refused.length === 0) || options.exitZero ? ExitCode.clean : ExitCode.findings,
  );
}

function printDirectories(
  io: Io,
  projects: readonly ProjectReport[],
  format: ListFormat,
  page: PageOptions,
): string {
  switch (format) {
    case 'json':
      return checklistJson({ groups: [], summary: summarize([], 0) }, projects.map(publishJson));
    case 'sarif':
      return checklistSarif(projects, true);
    case 'html':
      return pageHtml(pageOf([], projects.map(directoriesPage), page));
    case 'markdown':
      return projects
        .map((project) => `${title(project)}\n\n${directoriesMarkdown(project)}`)
        .join('\n');
    case 'text':
      return projects
        .map((it) => `${paint(io, 'bold', title(it))}\n${directoriesText(io, it, true)}`)
        .join('\n');
  }
}

/** The list of one project without its items. */
function directoriesPage(project: ProjectReport): ListView {
  return { ...publishPage(project), sections: [] };
}

function title({ name, root }: ProjectReport): SafeText {
  return root === '.' ? name : sentence`${name} (${safe.text(root)})`;
}
