import { type Command, Option } from 'commander';
import { wordsOn } from '../../../rules/checklists/attested.ts';
import type { ItemStatus } from '../../../rules/checklists/checklist.ts';
import type { FileEvidence } from '../../../rules/checklists/evidence.ts';
import { byList } from '../../../rules/checklists/index.ts';
import { ROTATION, rotationsOf, stepsText } from '../../../rules/checklists/rotation.ts';
import { count } from '../../../rules/secrets/count.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import { groupedBy } from '../../../rules/text/groups.ts';
import { withTilde } from '../../machine/paths.ts';
import type { ProjectReport } from '../../project/types.ts';
import type { Group } from '../groups.ts';
import { inspect } from '../inspect.ts';
import type { Inspection } from '../inspection.ts';
import { ExitCode, type Io } from '../io.ts';
import { type GateOptions, gateOptions, withGateOptions } from '../options.ts';
import { readOwnWords } from '../own-words.ts';
import { findProjects } from '../projects.ts';
import { summarize } from '../report.ts';
import { checklistJson } from '../reporters/checklist-json.ts';
import {
  checklistMarkdown,
  heading,
  pageMarkdown,
  reasons,
  SIGNS,
} from '../reporters/checklist-markdown.ts';
import { checklistSarif } from '../reporters/checklist-sarif.ts';
import { pageHtml } from '../reporters/html.ts';
import { type PageOptions, pageOf } from '../reporters/page-of.ts';
import { publishJson, publishMarkdown, publishText } from '../reporters/publish.ts';
import { publishPage } from '../reporters/publish-page.ts';
import { paint } from '../reporters/style.ts';
import { indented } from '../wrap.ts';
import { writeOutput } from '../write-file.ts';
import { isEmpty } from './check.ts';
import { forOption, runFor } from './checklist-for.ts';

const FORMATS = ['text', 'json', 'markdown', 'html', 'sarif'] as const;

interface Options extends GateOptions {
  readonly format: (typeof FORMATS)[number];
  readonly output?: string;
  readonly list?: 'production' | 'publish' | 'all';
  readonly servers?: boolean;
  readonly ownWords?: boolean;
  /** Ids of directories. */
  readonly for?: readonly string[];
}

/** What was found of each subject; a list that was not asked for has none. */
interface Found {
  readonly inspection: Inspection | undefined;
  readonly projects: readonly ProjectReport[];
}

export function addChecklist(program: Command, io: Io): void {
  withGateOptions(program.command('checklist'))
    .description(
      'Show how far configs are from the production list, and server projects from the publish list.',
    )
    .addOption(
      new Option('--list <list>', 'which list; what applies where nothing is said').choices([
        'production',
        'publish',
        'all',
      ]),
    )
    .addOption(new Option('--format <format>', 'how to print it').choices(FORMATS).default('text'))
    .option('--output <file>', 'write it there, as a whole or not at all')
    .addOption(forOption(program))
    .addOption(new Option('--own-words', 'of an editor, on the standard input').hideHelp())
    .option('--servers', 'also print how each server stands to each item')
    .action((paths: string[], options: Options) =>
      options.for ? runFor(io, paths, options, options.for) : run(io, paths, options),
    );
}

async function run(io: Io, paths: string[], options: Options): Promise<void> {
  // As SARIF, configs have their findings: those of "check".
  const list = options.format === 'sarif' ? 'publish' : options.list;
  const ownWords = options.ownWords ? await readOwnWords(io) : undefined;
  const asked = { ...(await gateOptions(io, paths, options)), ownWords };
  const inspected = list === 'publish' ? undefined : await inspect(io, asked);
  const read =
    list === 'production' || isAboutConfigs(options)
      ? NONE
      : await findProjects(io, asked, inspected);
  // A project without a config has one list, unless both are asked for.
  const applies =
    inspected && (list !== undefined || read.reports.length === 0 || inspected.files.length > 0);
  const inspection = applies ? inspected : undefined;
  const complete = inspection?.complete !== false && read.complete;
  const now = Date.now();
  const found = { inspection, projects: read.reports };
  const written = await writeOutput(
    io,
    options.output,
    print(io, found, options, { now, paths, complete }),
  );
  const judged = inspection?.groups().flatMap((group) => group.items) ?? [];
  const items = [...judged, ...read.reports.flatMap((project) => project.items)];
  const missing = list === 'publish' && read.reports.length === 0;
  if (missing) io.err('mcp-checklist: no server project was found.\n');
  const empty =
    missing || (inspection !== undefined && isEmpty(io, holdsConfig(inspection), options));
  if (!complete || empty || !written) io.exitWith(ExitCode.usage);
  else io.exitWith(items.some(fails) && !options.exitZero ? ExitCode.findings : ExitCode.clean);
}

const NONE = { reports: [], complete: true };

function holdsConfig({ files }: Inspection): boolean {
  return files.some(({ host }) => host !== '');
}

/** Options that only configs have: then nobody asks for projects. */
function isAboutConfigs({ host, stdinPath, shard, user, list }: Options): boolean {
  return list === undefined && (host ?? stdinPath ?? shard ?? user) !== undefined;
}

/** Advice that nobody in the field follows is no failure. */
function fails(item: { readonly status: string; readonly severity?: string }): boolean {
  return item.status === 'fail' && item.severity !== 'info';
}

function print(
  io: Io,
  { inspection, projects }: Found,
  { format, servers = false, quiet }: Options,
  page: PageOptions,
): string {
  const groups = inspection?.groups() ?? [];
  if (quiet && format === 'text') return failingOnly(io, groups, projects, servers);
  if (format === 'json')
    return checklistJson(
      { groups, summary: inspection?.summary ?? summarize([], 0) },
      projects.map(publishJson),
    );
  if (format === 'sarif') return checklistSarif(projects, false);
  const view = pageOf(groups, projects.map(publishPage), page);
  if (format === 'html') return pageHtml(view);
  if (format === 'markdown') {
    const lists = groups.length > 0 ? [checklistMarkdown(groups)] : [];
    return pageMarkdown(view, [...lists, ...projects.map(publishMarkdown)].join('\n'));
  }
  return [
    ...groups.map((group) => text(io, group, servers)),
    ...endingSoon(groups, page.now),
    ...projects.map((project) => publishText(io, project)),
  ].join('\n');
}

/** The items that fail, and nothing around them. */
function failingOnly(
  io: Io,
  groups: readonly Group[],
  projects: readonly ProjectReport[],
  servers: boolean,
): string {
  const lines = groups.flatMap(({ items, evidence }) => {
    const failing = items.filter(({ status, item }) => fails({ ...item, status }));
    return linesOf(io, failing, evidence, servers);
  });
  const ofProjects = projects.flatMap((project) => {
    const items = project.items.filter(fails);
    return items.length > 0 ? publishText(io, { ...project, items }) : [];
  });
  return [...lines.map((line) => `${line}\n`), ...ofProjects].join('');
}

/** What was attested and does not count much longer, in one line. */
function endingSoon(groups: readonly Group[], now: number): readonly string[] {
  const words = wordsOn(
    groups.flatMap(({ evidence }) => evidence),
    now,
  );
  const soon = words.filter(({ state }) => state === 'ends soon');
  const [first] = soon;
  if (!first) return [];
  const verb = soon.length === 1 ? 'ends' : 'end';
  const what = count(soon.length, 'attestation');
  return [
    `${what} ${verb} soon, the first on ${first.until}; "mcp-checklist attest --list" shows them.\n`,
  ];
}

function text(io: Io, group: Group, perServer: boolean): string {
  return byList(group.items)
    .map(({ list, items: own }) => {
      const lines = linesOf(io, own, group.evidence, perServer).join('\n');
      return `${paint(io, 'bold', heading(list, own, group))}\n\n${lines}\n`;
    })
    .join('\n');
}

function linesOf(
  io: Io,
  items: readonly ItemStatus[],
  files: readonly FileEvidence[],
  perServer: boolean,
): readonly string[] {
  return items.flatMap((status) => {
    const { number, title, severity, effort } = status.item;
    const [sign, colour] = SIGNS[status.status];
    const state = paint(io, colour, `${sign} ${status.status.padEnd(14)}`);
    const aside = paint(io, 'gray', `(${severity}, ${effort})`);
    const rotations = status.item.id === ROTATION ? rotationLines(files, perServer) : [];
    return [
      `${String(number).padStart(2)} ${state} ${title} ${aside}`,
      ...[...(perServer ? perServerReasons(status) : reasons(status)), ...rotations].flatMap(
        (reason) => indented(reason, MARGIN, io.width),
      ),
    ];
  });
}

/** Sentences stand below the titles. */
const MARGIN = 20;

/** As many credentials as somebody reads who asked for all ten items. */
const CREDENTIALS = 5;

/** Every credential with its places, and what replacing it takes. */
function rotationLines(files: readonly FileEvidence[], all: boolean): readonly SafeText[] {
  const rotations = rotationsOf(files);
  const shown = all ? rotations : rotations.slice(0, CREDENTIALS);
  const more = rotations.length - shown.length;
  const lines = shown.map((rotation) => {
    const { label, places, ends } = rotation;
    const where = [...groupedBy(places, ({ path }) => path)].map(([path, own]) => {
      const numbers = own.map(({ use }) => String(use.range.start.line + 1));
      return sentence`${safe.text(withTilde(path))}:${safe.text([...new Set(numbers)].join(','))}`;
    });
    const end = ends === undefined ? sentence`` : sentence`; ends on ${safe.text(ends)}`;
    return sentence`${label}: ${safe.join(where, ', ')}: ${stepsText(rotation)}${end}`;
  });
  if (more <= 0) return lines;
  return [...lines, sentence`and ${count(more, 'credential')} more; --servers shows all`];
}

/** How each server stands, one line each. */
function perServerReasons({ subjects, reasons: given }: ItemStatus): SafeText[] {
  const servers = subjects.flatMap(({ about, status, text: why }) =>
    about.kind === 'server'
      ? { file: safe.text(withTilde(about.file)), name: about.name, status, why }
      : [],
  );
  if (servers.length === 0) return given.map(({ text: why }) => why);
  return servers.map(({ file, name, status, why }) => {
    const [sign] = SIGNS[status];
    return sentence`${safe.text(sign)} ${file}: ${name}: ${why}`;
  });
}
