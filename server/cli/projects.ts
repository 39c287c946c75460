import { relative, resolve, sep } from 'node:path';
import type { RuleMeta } from '../../rules/engine/rule.ts';
import type { Finding } from '../../rules/findings/finding.ts';
import type { ProjectScope } from '../../rules/policy/policy.ts';
import { speaksOfServer } from '../../rules/project/signs.ts';
import { type SafeText, safe } from '../../rules/secrets/safe.ts';
import { readTextSync } from '../machine/read-text.ts';
import type { Judge, ProjectFolder, ProjectHelp, ProjectReport } from '../project/types.ts';
import { describe } from '../runtime/describe.ts';
import { lazyProjects } from '../runtime/lazy-projects.ts';
import { nodeRuntime } from '../runtime/node-runtime.ts';
import { decidedBy } from '../workspace/decided.ts';
import { factsFor } from './facts-for.ts';
import { isFolder } from './gather.ts';
import type { Inspection, InspectOptions, Judged } from './inspection.ts';
import { type Io, UsageError } from './io.ts';
import { type FileReport, fileReport } from './report.ts';
import { expectLongRun } from './short-run.ts';

/** The server projects below some paths. */
export interface FoundProjects {
  readonly reports: readonly ProjectReport[];
  /** Whether everything was read. */
  readonly complete: boolean;
}

/** What rules found in the source of server projects, as the report of `check` has it. */
export interface JudgedProjects<T = unknown> {
  readonly projects: readonly { readonly root: SafeText; readonly name: SafeText }[];
  readonly files: readonly FileReport[];
  /** What the command keeps of each of them. */
  readonly collected: readonly T[];
  readonly rules: readonly RuleMeta[];
  readonly complete: boolean;
}

/** What a command keeps of a file while its text is at hand. */
type Collect<T> = (judged: Pick<Judged, 'shown' | 'text' | 'analysis'>, report: FileReport) => T;

/** What judging projects takes from the command line. */
export type ProjectOptions = Pick<
  InspectOptions,
  'settings' | 'silences' | 'trust' | 'ownWords'
> & {
  /** What a team says about the files of a folder. */
  readonly policyOf: (path: string) => Promise<ProjectScope | undefined>;
  readonly manifestsIn?: Inspection['manifestsIn'] | undefined;
};

/**
 * Looks for server projects in the folders among the paths; files are no projects. Roots are from the working folder.
 *
 * @param known what a look at the configs there has shown already
 */
export async function findProjects(
  io: Io,
  asked: InspectOptions,
  known?: Pick<ProjectOptions, 'policyOf' | 'manifestsIn'>,
): Promise<FoundProjects> {
  const reports: ProjectReport[] = [];
  let broken = false;
  const facts = factsFor(io, asked, () => {
    broken = true;
  });
  const options = { ...asked, policyOf: known?.policyOf ?? ((path) => facts.policyOf(path)) };
  const complete = await openAll(
    io,
    asked.paths,
    known?.manifestsIn,
    async (opened, from, folder) => {
      const found = opened.reports(await judgeBy(options, opened, folder));
      reports.push(...found.map((report) => fromHere(report, from)));
    },
  );
  return { reports, complete: complete && !broken };
}

async function judgeBy(
  { settings, silences, trust, ownWords, policyOf }: ProjectOptions,
  opened: ProjectFolder,
  folder: string,
): Promise<Judge> {
  const deciders = {
    policyOf,
    ownWords: (path: string) => ownWords?.about(path).attestations ?? [],
  };
  return {
    settings,
    // What stood in the files of an earlier commit is not known here: then no comment counts.
    comments: silences === undefined && trust !== 'restricted' ? 'all' : 'none',
    ...(await decidedBy(deciders, folder, opened.roots())),
    now: nodeRuntime.now(),
  };
}

/**
 * What helps with an item in a server project of a folder.
 *
 * @param root of one of several projects, from the folder
 * @throws {UsageError} where there is no project, or it is not clear which is meant
 */
export async function findHelp(
  io: Io,
  path: string,
  item: number,
  root: string | undefined,
): Promise<readonly ProjectHelp[]> {
  let help: readonly ProjectHelp[] | undefined;
  await openAll(io, [path], undefined, async (opened) => {
    const roots = opened.reports().map((report) => report.root);
    const [first] = roots;
    const chosen = root === undefined ? first : roots.find((it) => it === root.replace(/\/$/, ''));
    if (chosen === undefined || (root === undefined && roots.length > 1))
      throw new UsageError(`Which server project? --project takes ${roots.join(', ')}.`);
    help = opened.help(chosen, item);
  });
  if (!help) throw new UsageError('No server project was found.');
  return help;
}

/** Judges the source of the server projects in the folders among the paths. */
export async function judgeProjects<T>(
  io: Io,
  paths: readonly string[],
  options: ProjectOptions,
  collect: Collect<T>,
): Promise<JudgedProjects<T>> {
  const projects: JudgedProjects['projects'][number][] = [];
  const files: FileReport[] = [];
  const collected: T[] = [];
  const complete = await openAll(io, paths, options.manifestsIn, async (opened, from, folder) => {
    for (const project of opened.findings(await judgeBy(options, opened, folder))) {
      const root = safe.text(joined(from, project.root));
      projects.push({ root, name: project.name });
      for (const { rule, error } of project.failures)
        io.err(`mcp-checklist: ${root}: the rule ${rule} failed: ${describe(error)}\n`);
      for (const { file, text, findings } of project.files) {
        const shown = joined(from, file);
        const analysis = {
          config: null,
          findings: findings.map((finding) => moved(finding, from)),
          failures: [],
          credentials: [],
          unlisted: new Map<string, number>(),
          complete: true,
        };
        const report = { ...fileReport(shown, text, analysis), project: root };
        files.push(report);
        collected.push(collect({ shown, text, analysis }, report));
      }
    }
  });
  const rules = projects.length > 0 ? lazyProjects.ruleMetas() : [];
  return { projects, files, collected, rules, complete };
}

/** An open folder with server projects, and how they are judged. */
export interface OpenProjects {
  readonly opened: ProjectFolder;
  readonly judge: Judge;
  /** Absolute. */
  readonly folder: string;
  /** What a person calls one of its files. */
  readonly shown: (file: string) => string;
}

/** The folders with server projects among the paths, one after the other. */
export async function eachFolder(
  io: Io,
  paths: readonly string[],
  options: ProjectOptions,
  take: (found: OpenProjects) => Promise<void>,
): Promise<void> {
  await openAll(io, paths, options.manifestsIn, async (opened, from, folder) => {
    const judge = await judgeBy(options, opened, folder);
    await take({ opened, judge, folder, shown: (file) => joined(from, file) });
  });
}

/**
 * Opens what holds a project. Reading source takes a bundle that is large to load: where all manifests are known and
 * none of them speaks of a server, it is not asked.
 *
 * @returns whether everything was read
 */
async function openAll(
  io: Io,
  paths: readonly string[],
  manifestsIn: ProjectOptions['manifestsIn'],
  take: (opened: ProjectFolder, from: string, folder: string) => Promise<void>,
): Promise<boolean> {
  let complete = true;
  for (const path of paths.length > 0 ? paths : ['.']) {
    const folder = resolve(path);
    // Of what was searched for configs all manifests are known; what was named besides is no folder.
    const mayHold = manifestsIn ? manifestsIn(folder)?.some(speaks) : isFolder(folder);
    if (!mayHold) continue;
    io.progress(`Reading ${safe.text(path)} …`);
    expectLongRun();
    const opened = await lazyProjects.openFolder(folder);
    io.progress('');
    if (!opened) continue;
    if (opened.cut !== undefined) {
      complete = false;
      io.err(`mcp-checklist: ${safe.text(path)}: ${opened.cut}\n`);
    }
    await take(opened, relative(process.cwd(), folder).split(sep).join('/'), folder);
  }
  return complete;
}

function speaks(manifest: string): boolean {
  const read = readTextSync(manifest);
  return read.ok && speaksOfServer(read.text);
}

/** A report with files as they are named from the working folder. */
function fromHere(report: ProjectReport, from: string): ProjectReport {
  if (from === '') return report;
  const here = <T extends { readonly file: SafeText }>(it: T): T => ({
    ...it,
    file: safe.text(joined(from, it.file)),
  });
  const { root, manifest, tools, items, directories } = report;
  return {
    ...report,
    root: joined(from, root),
    manifest: safe.text(joined(from, manifest)),
    tools: tools.map(here),
    items: items.map((item) => ({
      ...item,
      evidence: item.evidence.map((it) =>
        it.file === undefined ? it : { ...it, file: safe.text(joined(from, it.file)) },
      ),
    })),
    directories: directories.map((it) => ({
      ...it,
      demands: it.demands.map((demand) => ({ ...demand, places: demand.places.map(here) })),
    })),
  };
}

/** The same with files as they are named from the working folder. */
function moved(finding: Finding, from: string): Finding {
  const { at, related } = finding;
  return {
    ...finding,
    at: { ...at, file: joined(from, at.file) },
    related: related.map((each) => ({
      ...each,
      at: { ...each.at, file: joined(from, each.at.file) },
    })),
  };
}

function joined(folder: string, root: string): string {
  if (folder === '') return root;
  return root === '.' ? folder : `${folder}/${root}`;
}
