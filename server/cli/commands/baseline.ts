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
import { inspect, type Judged } from '../inspect.ts';
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

export function addBaseline(program: Command, io: Io): void {
  const command = program
    .command('baseline')
    .description(
      `Keep the findings of today apart, in ${PROJECT_FILE}, so that new ones stand out.`,
    );
  const add = (name: string, description: string, fresh: boolean): void => {
    withCommonOptions(command.command(name))
      .description(description)
      .action((paths: string[], options: CommonOptions) => write(io, paths, options, fresh));
  };
  add('create', 'Take in every finding that is open now.', true);
  add('prune', 'Take out what is not found any more.', false);
}

async function write(
  io: Io,
  paths: readonly string[],
  options: CommonOptions,
  fresh: boolean,
): Promise<void> {
  const asked = await inspectOptions(io, paths, options);
  const inspection = await inspect(io, asked, (judged) => ({
    absolute: judged.path,
    met: metIn(judged),
  }));
  const byFile = new Map<string, { absolute: string; met: readonly BaselineCandidate[] }[]>();
  for (const it of inspection.collected) {
    const file = await inspection.projectFileFor(it.absolute);
    byFile.set(file, [...(byFile.get(file) ?? []), it]);
  }
  let kept = 0;
  for (const [file, configs] of byFile) {
    const read = await readText(resolve(file));
    const text = read.ok ? read.text : '';
    const before = readProject(text, policyWords).project.baseline;
    if (!fresh && !before) continue;
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
    const all = [...new Map([...others, ...entries].map((it) => [identity(it), it])).values()];
    if (all.length === 0 && !before) continue;
    const edits = setBaseline(text, { key, findings: all });
    if (!edits) {
      io.err(`mcp-checklist: ${safe.text(file)} cannot be extended: put it right first.\n`);
      io.exitWith(ExitCode.usage);
      return;
    }
    if (!(await writePolicy(io, file, read.ok ? text : null, applyEdits(text, edits)))) {
      io.exitWith(ExitCode.usage);
      return;
    }
    kept += all.length;
  }
  io.out(`${count(kept, 'finding')} in the baseline.\n`);
  io.exitWith(inspection.complete ? ExitCode.clean : ExitCode.usage);
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

function identity({ rule, path, pointer, hash }: BaselineEntry): string {
  return JSON.stringify([rule, path, pointer, hash]);
}
