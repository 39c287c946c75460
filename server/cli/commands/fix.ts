import { type Command, Option } from 'commander';
import { refusalOf } from '../../../rules/catalog/refusal.ts';
import { serverOf } from '../../../rules/engine/about.ts';
import type { Answer, Finding, Fix, Lookup } from '../../../rules/findings/finding.ts';
import type { Analysis } from '../../../rules/index.ts';
import { type SafeText, safe } from '../../../rules/secrets/safe.ts';
import { safeSource } from '../../../rules/secrets/safe-source.ts';
import { MINIMUM_RELEASE_AGE_DAYS } from '../../registry/minimum-age.ts';
import { isLookupError } from '../../registry/types.ts';
import { lazyVersions } from '../../runtime/lazy-versions.ts';
import { applyFixes } from '../../workspace/apply-fixes.ts';
import { takenByFixes } from '../../workspace/taken-out.ts';
import { boundaryOf } from '../boundary.ts';
import { inspect } from '../inspect.ts';
import type { Judged } from '../inspection.ts';
import { ExitCode, type Io, UsageError } from '../io.ts';
import { type CommonOptions, inspectOptions, trustOf, withCommonOptions } from '../options.ts';
import { diffText, type Side } from '../reporters/diff.ts';
import { SAFE_PLACE } from '../saved-secrets.ts';
import { exitCode } from './check.ts';
import { isAboutConfigs, isFetchedAnew, lookAgain, sayWhatIsLeft } from './fix-left.ts';
import { planProjects } from './fix-projects.ts';
import { fixToJanee } from './fix-to-janee.ts';
import { clearLeftovers, type Plan, writeFixed } from './write-fixed.ts';

interface Options extends CommonOptions {
  readonly all?: boolean;
  readonly dryRun?: boolean;
  /** Undefined where nothing is said: only --all asks then. */
  readonly network?: boolean;
  readonly rule?: readonly string[];
  readonly saveSecrets: string;
  readonly server?: readonly string[];
  readonly to?: string;
  readonly yes?: boolean;
}

/** A registry that answers slower than this does not answer. */
const PATIENCE = 30_000;

export function addFix(program: Command, io: Io): void {
  withCommonOptions(program.command('fix'))
    .description('Apply fixes: those that cannot change what a correct set-up does.')
    .option('--all', 'also those that need review; shows the diff first, and asks on a terminal')
    .option('--rule <id...>', 'only the fixes of these rules')
    .option('--server <name...>', 'as --all, and only what is wrong with these servers')
    .option('--dry-run', 'show the diff and write nothing')
    .option('--yes', 'do not ask')
    .option('--network', 'ask a registry without --all too: what npx fetches today is written down')
    .option('--no-network', 'ask no registry: only what is installed here can be pinned to')
    .option('--save-secrets <file>', 'where to keep what fixes take out of configs', SAFE_PLACE)
    .addOption(
      new Option(
        '--to <store>',
        'move credentials to a store that calls the API for the agent',
      ).choices(['janee']),
    )
    .action(async (paths: string[], given: Options) => {
      const options = given.server ? { ...given, all: true } : given;
      if (options.stdinPath !== undefined) throw new UsageError('fix changes files: name them.');
      if (options.to === 'janee') return fixToJanee(io, paths, options);
      const { plans, looked } = await plan(io, paths, options);
      if (!options.dryRun) await clearLeftovers(io, looked, options.saveSecrets);
      if (!(await carryOut(io, plans, options))) {
        io.exitWith(ExitCode.usage);
        return;
      }
      // Quietly: what could not be read has been said.
      const quiet = { ...io, err: () => undefined };
      const { pins, after } = await lookAgain(quiet, paths, options);
      if (!options.all && !options.dryRun) sayWhatIsLeft(io, after.summary, pins, options);
      io.exitWith(options.dryRun ? dryRunCode(plans) : exitCode(after, 'error'));
    });
}

/** As with other tools: there is something to do. */
function dryRunCode(plans: readonly Plan[]): number {
  return plans.some(({ fixed }) => fixed.applied.length > 0) ? ExitCode.findings : ExitCode.clean;
}

interface Planned {
  readonly plans: readonly Plan[];
  /** All files that were looked at. */
  readonly looked: readonly string[];
}

async function plan(io: Io, paths: readonly string[], options: Options): Promise<Planned> {
  const asked = await inspectOptions(io, paths, options);
  const looked = new Set<string>();
  const files = await inspect(io, asked, (judged) => {
    looked.add(judged.path);
    return hasFix(judged, options) ? judged : undefined;
  });
  const plans: Plan[] = [];
  for (const { path, shown, text, file } of files.collected) {
    const judged = new Map<string, Analysis>();
    const judge = (current: string): Analysis => {
      const analysis = judged.get(current) ?? file.judge(current);
      judged.set(current, analysis);
      return analysis;
    };
    const sideOf = (current: string): Side => {
      const { config, credentials } = judge(current);
      return { text: current, source: safeSource(current, config, credentials) };
    };
    const fixed = await applyFixes(text, {
      find: async (current) => judge(current).findings,
      choose: (finding) => choose(finding, options),
      answer: ({ lookup }) => answer(io, lookup, path, options),
    });
    const boundary = await boundaryOf(path, file.known.facts.folder);
    const sides = { before: text, old: sideOf(text), now: sideOf(fixed.text) };
    const taken = takenByFixes(judge(text).credentials, fixed);
    plans.push({ path, shown, boundary, ...sides, fixed, taken });
  }
  const source = isAboutConfigs(options)
    ? []
    : await planProjects(io, paths, { ...asked, policyOf: files.policyOf }, (finding) =>
        choose(finding, options),
      );
  return { plans: [...plans, ...source], looked: [...looked] };
}

function hasFix({ analysis }: Judged, options: Options): boolean {
  return analysis.findings.some((it) => it.suppressed === null && choose(it, options));
}

function choose(finding: Finding, { all, rule: only, server }: Options): Fix | undefined {
  const { rule, fixes } = finding;
  if (only && !only.includes(rule)) return undefined;
  if (server && !server.some((it) => safe.name(it) === serverOf(finding))) return undefined;
  const isSafe = ({ kind }: Fix): boolean => kind === 'safe';
  return (all && fixes.find(({ preferred }) => preferred)) || fixes.find(isSafe);
}

/** What is installed, else, if that is wanted, what the registry says. */
async function answer(
  io: Io,
  lookup: Lookup | undefined,
  configPath: string,
  options: Options,
): Promise<Answer | undefined> {
  const { all, network } = options;
  if (!lookup) return undefined;
  const workspaceFolders = [process.cwd()];
  const refuses = refusalOf(lookup);
  const local = await lazyVersions.installedVersion(lookup, { configPath, workspaceFolders });
  const installed = local && !refuses(local.version) ? local : undefined;
  // Another version than the one that starts here today is a change somebody has to want.
  if (installed?.installed || (installed && all)) return installed;
  if (!(network ?? all)) return undefined;
  if (!all && (local?.installed || !isFetchedAnew(lookup))) return undefined;
  const minimumReleaseAgeDays = MINIMUM_RELEASE_AGE_DAYS;
  const signal = AbortSignal.timeout(PATIENCE);
  const now = Date.now();
  const context = {
    configPath,
    minimumReleaseAgeDays,
    trusted: trustOf(options) === 'project',
    refuses,
    now,
    signal,
  };
  // It may be one that nobody but this folder has named.
  const host = context.trusted ? await lazyVersions.hostAsked(lookup, context) : undefined;
  if (host !== undefined)
    io.err(`mcp-checklist: asks ${safe.text(host)} about "${safe.text(lookup.name)}".\n`);
  try {
    const newest = await lazyVersions.newestVersion(lookup, context);
    return all || newest.current ? newest : undefined;
  } catch (error) {
    // Nobody asked for this one.
    if (!all) return undefined;
    if (isLookupError(error)) throw error;
    throw new Error(`The newest version of ${lookup.name} could not be looked up.`);
  }
}

/** What could not be looked up, each thing once, with all files that it holds for. */
function sayProblems(io: Io, plans: readonly Plan[]): void {
  const files = new Map<SafeText, string[]>();
  for (const { shown, fixed } of plans)
    for (const problem of fixed.problems)
      files.set(problem, [...(files.get(problem) ?? []), shown]);
  for (const [problem, all] of files)
    io.err(`mcp-checklist: ${safe.text(all.join(', '))}: ${safe.text(problem)}\n`);
}

/** @returns whether all that was to be written could be */
async function carryOut(io: Io, plans: readonly Plan[], options: Options): Promise<boolean> {
  const changing = plans.filter(({ fixed }) => fixed.applied.length > 0);
  sayProblems(io, plans);
  if (changing.length === 0) {
    io.out(options.all ? 'Nothing to fix.\n' : 'Nothing to fix without a look at it.\n');
    return true;
  }
  if (options.all || options.dryRun) for (const it of changing) io.out(described(io, it, true));
  if (options.dryRun) return true;
  if (options.all && !options.yes && (await io.ask('Apply?')) === false) {
    io.out('Nothing was changed.\n');
    return true;
  }
  if (!options.all) for (const it of changing) io.out(described(io, it, false));
  return writeFixed(io, changing, options.saveSecrets);
}

function described(io: Io, { shown, old, now, fixed }: Plan, diff: boolean): string {
  const lines = fixed.applied.map((title) => `  ${safe.text(title)}\n`).join('');
  const added = fixed.others
    .flatMap(({ file, edits }) => edits.map((it) => ({ file, it })))
    .map(
      ({ file, it }) =>
        `  ${safe.text(file)}: +${safe.text('line' in it ? it.line : it.newText)}\n`,
    )
    .join('');
  return `${safe.text(shown)}\n${lines}${added}${diff ? `${diffText(io, shown, old, now)}` : ''}`;
}
