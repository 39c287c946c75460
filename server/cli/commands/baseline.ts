import { randomBytes } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { policyWords } from '../../../rules/checklists/policy-words.ts';
import { setBaseline } from '../../../rules/policy/edit.ts';
import { baselineHash, shownPointer } from '../../../rules/policy/ignores.ts';
import { type BaselineEntry, PROJECT_FILE } from '../../../rules/policy/policy.ts';
import { readProject } from '../../../rules/policy/read.ts';
import { count } from '../../../rules/secrets/count.ts';
import { safe } from '../../../rules/secrets/safe.ts';
import { applyEdits } from '../../../rules/text/span.ts';
import { pathFrom } from '../../machine/paths.ts';
import { readText } from '../../machine/read-text.ts';
import { nodeRuntime } from '../../runtime/node-runtime.ts';
import { inspect } from '../inspect.ts';
import type { Judged } from '../inspection.ts';
import { ExitCode, type Io } from '../io.ts';
import { type CommonOptions, inspectOptions, withCommonOptions } from '../options.ts';

import { writePolicy } from '../write-file.ts';

/** A finding that is open, or that only the baseline silences. */
interface BaselineCandidate {
  readonly rule: string;
  readonly pointer: string;
  readonly open: boolean;
  /** Whether the baseline silences it now, in whatever way it was written down. */
  readonly known: boolean;
  /** By the key of a baseline, so that the text itself is not kept. */
  readonly hash: (key: string) => string;
}

/** The findings of one config, whatever becomes of them. */
interface Met {
  readonly absolute: string;
  readonly met: readonly BaselineCandidate[];
}

interface Options extends CommonOptions {
  readonly dryRun?: boolean;
}

/** What a run makes of one policy file. */
interface Plan {
  readonly file: string;
  /** As it was read; null where there is none. */
  readonly text: string | null;
  readonly after: string;
  readonly kept: readonly BaselineEntry[];
  readonly added: readonly BaselineEntry[];
  readonly gone: readonly BaselineEntry[];
}

export function addBaseline(program: Command, io: Io): void {
  const command = program
    .command('baseline')
    .description(
      `Keep the findings of today apart, in ${PROJECT_FILE}, so that new ones stand out.`,
    );
  const add = (name: string, description: string, fresh: boolean): void => {
    withCommonOptions(command.command(name))
      .description(description)
      .option('--dry-run', 'show what it would write, and write nothing')
      .action((paths: string[], options: Options) => run(io, paths, options, fresh));
  };
  add('create', 'Take in every finding that is open now.', true);
  add('prune', 'Take out what is not found any more.', false);
}

async function run(
  io: Io,
  paths: readonly string[],
  options: Options,
  fresh: boolean,
): Promise<void> {
  const asked = await inspectOptions(io, paths, options);
  const inspection = await inspect(io, asked, (judged) => ({
    absolute: judged.path,
    met: metIn(judged),
  }));
  const byFile = new Map<string, Met[]>();
  for (const it of inspection.collected) {
    const file = await inspection.projectFileFor(it.absolute);
    byFile.set(file, [...(byFile.get(file) ?? []), it]);
  }
  const plans: Plan[] = [];
  for (const [file, configs] of byFile) {
    const plan = await planFor(file, configs, fresh);
    if (plan === 'broken') {
      io.err(`mcp-checklist: ${safe.text(file)} cannot be extended: put it right first.\n`);
      io.exitWith(ExitCode.usage);
      return;
    }
    if (plan) plans.push(plan);
  }
  if (options.dryRun) io.out(described(plans));
  else if (!(await writeAll(io, plans))) return;
  io.exitWith(inspection.complete ? ExitCode.clean : ExitCode.usage);
}

/** Undefined where there is nothing to write down. */
async function planFor(
  file: string,
  configs: readonly Met[],
  fresh: boolean,
): Promise<Plan | 'broken' | undefined> {
  const read = await readText(resolve(file));
  const text = read.ok ? read.text : '';
  const before = readProject(text, policyWords).project.baseline;
  if (!fresh && !before) return undefined;
  const key = before?.key ?? randomBytes(12).toString('hex');
  const known = new Set(before?.findings.map(identity));
  const entries = configs.flatMap(({ absolute, met }) => {
    const path = pathFrom(dirname(file), absolute);
    return met
      .map(({ rule, pointer, hash, ...is }) => ({
        entry: { rule, path, pointer, hash: hash(key) },
        stays: is.known || (fresh && is.open),
      }))
      .filter(({ entry, stays }) => stays || known.has(identity(entry)))
      .map(({ entry }) => entry);
  });
  // What stands in files that were not looked at now is left alone.
  const looked = new Set(entries.map(({ path }) => path));
  for (const { absolute } of configs) looked.add(pathFrom(dirname(file), absolute));
  const others = before?.findings.filter(({ path }) => !looked.has(path)) ?? [];
  const kept = [...new Map([...others, ...entries].map((it) => [identity(it), it])).values()];
  if (kept.length === 0 && !before) return undefined;
  const edits = setBaseline(text, { key, findings: kept });
  if (!edits) return 'broken';
  const places = (all: readonly BaselineEntry[] = []) => new Set(all.map(placeOf));
  const [was, is] = [places(before?.findings), places(kept)];
  return {
    file,
    text: read.ok ? text : null,
    after: applyEdits(text, edits),
    kept,
    // By place: how a hash is made may have changed.
    added: kept.filter((it) => !was.has(placeOf(it))),
    gone: before?.findings.filter((it) => !is.has(placeOf(it))) ?? [],
  };
}

/** One line with the numbers, then one for each change. */
function described(plans: readonly Plan[]): string {
  const sum = (of: (plan: Plan) => readonly unknown[]): number =>
    plans.reduce((all, plan) => all + of(plan).length, 0);
  const [kept, added, gone] = [sum((it) => it.kept), sum((it) => it.added), sum((it) => it.gone)];
  const head = `${count(kept, 'finding')} would be in the baseline: ${added} new, ${gone} gone.`;
  const lines = plans.flatMap((plan) => [
    ...plan.added.map((it) => `+ ${shown(it)}`),
    ...plan.gone.map((it) => `- ${shown(it)}`),
  ]);
  return `${[head, ...lines].join('\n')}\n`;
}

function shown({ rule, path, pointer }: BaselineEntry): string {
  return `${safe.text(rule)}  ${safe.text(path)}  ${safe.text(pointer)}`;
}

/** @returns whether all could be written; if not, why has been said */
async function writeAll(io: Io, plans: readonly Plan[]): Promise<boolean> {
  for (const { file, text, after } of plans) {
    if (await writePolicy(io, file, text, after)) continue;
    io.exitWith(ExitCode.usage);
    return false;
  }
  const kept = plans.reduce((sum, plan) => sum + plan.kept.length, 0);
  io.out(`${count(kept, 'finding')} in the baseline.\n`);
  return true;
}

function metIn({ text, analysis }: Judged): readonly BaselineCandidate[] {
  // Nobody can live with what nobody has read.
  if (!analysis.config || analysis.config.document.refused) return [];
  return analysis.findings.map((finding) => {
    const { rule, pointer, suppressed } = finding;
    const { span } = finding.at;
    const provider = finding.credential?.provider ?? null;
    const marked = { ...finding, provider, text: text.slice(span.start, span.end) };
    return {
      rule,
      pointer: shownPointer(pointer),
      open: suppressed === null,
      known: suppressed?.by === 'baseline',
      hash: (key) => baselineHash(nodeRuntime.digest, key, marked),
    };
  });
}

function placeOf({ rule, path, pointer }: BaselineEntry): string {
  return JSON.stringify([rule, path, pointer]);
}

function identity({ rule, path, pointer, hash }: BaselineEntry): string {
  return JSON.stringify([rule, path, pointer, hash]);
}
