import { type Command, Option } from 'commander';
import * as z from 'zod/mini';
import type { FileEvidence } from '../../../rules/checklists/evidence.ts';
import { configOutcomes } from '../../../rules/checklists/index.ts';
import { OutcomeSum } from '../../../rules/checklists/outcome-sum.ts';
import type { Severity } from '../../../rules/findings/finding.ts';
import { safe } from '../../../rules/secrets/safe.ts';
import { once } from '../../../rules/text/memory.ts';
import { ExitCode, type Io } from '../io.ts';
import { readInput } from '../read-input.ts';
import { type FileReport, type Summary, tool } from '../report.ts';
import { FORMATS, type FormatName, formatNames } from '../reporters/formats.ts';
import { printed, type Whole } from '../reporters/reporter.ts';
import { writeOutput } from '../write-file.ts';
import { exitCode, failOnOption } from './check.ts';

/** Of the texts nothing is left here. */
const WITHOUT_TEXTS = formatNames.filter((it) => !FORMATS[it].needsDetails);

interface Options {
  readonly format: FormatName;
  readonly failOn: Severity | 'never';
  readonly output?: string;
}

/** As much of a report as joining needs to rely on; the rest is passed on as it is. */
const shape = once(() =>
  z.looseObject({
    schemaVersion: z.literal(1),
    tool: z.object({ name: z.literal(tool.name), version: z.string() }),
    files: z.array(
      z.looseObject({ path: z.string(), host: z.string(), findings: z.array(z.any()) }),
    ),
    summary: z.record(z.string(), z.number()),
    shard: z.object({
      index: z.int(),
      count: z.int(),
      order: z.array(z.int()),
      evidence: z.array(z.looseObject({ path: z.string(), servers: z.array(z.any()) })),
    }),
  }),
);

type Part = z.infer<ReturnType<typeof shape>>;

export function addMerge(program: Command, io: Io): void {
  program
    .command('merge')
    .description('Join the JSON reports of "check --shard" into the report of one run.')
    .argument('<reports...>', 'one file for every part')
    .addOption(
      new Option('--format <format>', 'how to print it').choices(WITHOUT_TEXTS).default('json'),
    )
    .addOption(failOnOption())
    .option('--output <file>', 'write the report there, as a whole or not at all')
    .action(async (paths: string[], { format, failOn, output }: Options) => {
      const parts: Part[] = [];
      for (const path of paths) {
        const part = await readPart(io, path);
        if (part) parts.push(part);
      }
      const problem = parts.length < paths.length ? '' : problemOf(parts);
      if (problem !== undefined) {
        if (problem !== '') io.err(`mcp-checklist: ${problem}\n`);
        io.exitWith(ExitCode.usage);
        return;
      }
      const merged = merge(parts);
      const { files, ...whole } = merged;
      const text = printed(FORMATS[format], files, whole, { colours: io.colours });
      const written = await writeOutput(io, output, text);
      io.exitWith(written ? exitCode({ ...merged, complete: true }, failOn) : ExitCode.usage);
    });
}

async function readPart(io: Io, path: string): Promise<Part | undefined> {
  const value = await readInput(io, path);
  if (value === undefined) return undefined;
  const parsed = shape().safeParse(value);
  // Whoever wrote it: what is printed from it is cleaned like all else.
  if (parsed.success) return cleaned(parsed.data) as Part;
  io.err(`mcp-checklist: ${safe.text(path)}: it is no JSON report of "check --shard".\n`);
  return undefined;
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return safe.text(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, cleaned(it)]));
}

/** Why these parts do not make a whole. */
function problemOf(parts: readonly Part[]): string | undefined {
  const count = parts[0]?.shard.count ?? 0;
  const indices = new Set(parts.map(({ shard }) => shard.index));
  const versions = new Set(parts.map((part) => part.tool.version));
  if (parts.some(({ shard }) => shard.count !== count)) return 'These are parts of different runs.';
  if (versions.size > 1) return 'These parts were made by different versions.';
  if (indices.size < parts.length) return 'One part is named twice.';
  const missing = Array.from({ length: count }, (_, it) => it + 1).filter((it) => !indices.has(it));
  return missing.length > 0 ? `Missing: part ${missing.join(', ')} of ${count}.` : undefined;
}

function merge(parts: readonly Part[]): Whole & { readonly files: readonly FileReport[] } {
  const files = parts
    .flatMap(({ files: some, shard }) =>
      some.map((file, index) => ({
        file: file as unknown as FileReport,
        nth: shard.order[index] ?? 0,
      })),
    )
    .sort((a, b) => a.nth - b.nth);
  const place = new Map(files.map(({ file, nth }) => [file.path, nth]));
  const evidence = parts
    .flatMap(({ shard }) => shard.evidence as unknown as FileEvidence[])
    .sort((a, b) => (place.get(safe.text(a.path)) ?? 0) - (place.get(safe.text(b.path)) ?? 0));
  const outcomes = new OutcomeSum();
  for (const it of evidence) outcomes.add(outcomes.kept(it));
  const sum = (key: keyof Summary): number =>
    parts.reduce((total, { summary }) => total + (summary[key] ?? 0), 0);
  return {
    files: files.map(({ file }) => file),
    order: files.map(({ nth }) => nth),
    items: () => configOutcomes(outcomes, Date.now()),
    evidence,
    shard: undefined,
    summary: {
      files: sum('files'),
      servers: sum('servers'),
      error: sum('error'),
      warning: sum('warning'),
      information: sum('information'),
      hint: sum('hint'),
    },
  };
}
