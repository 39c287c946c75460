import { resolve } from 'node:path';
import type { ItemStatus } from '../../rules/checklists/checklist.ts';
import { evidenceOf, type FileEvidence } from '../../rules/checklists/evidence.ts';
import { production } from '../../rules/checklists/production.ts';
import { judgeChecklist } from '../../rules/checklists/status.ts';
import { analyze } from '../../rules/index.ts';
import type { Settings } from '../../rules/settings.ts';
import { describe } from '../describe.ts';
import { nodeRuntime } from '../node-runtime.ts';
import { clean } from '../redact.ts';
import { FactStore } from '../workspace/fact-store.ts';
import { readText } from '../workspace/read-text.ts';
import { type Gathered, gather } from './gather.ts';
import type { Io } from './io.ts';
import { type FileReport, fileReport, type Summary, summarize } from './report.ts';

export interface Inspection {
  readonly files: readonly FileReport[];
  readonly items: readonly ItemStatus[];
  readonly summary: Summary;
  /** What each config showed, in the order of the files. */
  readonly evidence: readonly FileEvidence[];
  /** Where what a team decides about a config is, or should be, written down. */
  readonly projectFileFor: (path: string) => Promise<string>;
  /** Whether everything that was asked for could be read. */
  readonly complete: boolean;
}

export interface InspectOptions {
  readonly paths: readonly string[];
  /** The host's id, where a person says so. */
  readonly host?: string | undefined;
  /** Whether the configs of the person's home are meant as well. */
  readonly user?: boolean | undefined;
  readonly settings: Settings;
}

/** What is kept of a file. */
interface Inspected {
  readonly named: boolean;
  readonly path: string;
  readonly report: FileReport | undefined;
  readonly evidence: FileEvidence | undefined;
  readonly servers: number;
}

/** Facts arrive while files are judged; those that the next round needs are the last ones. */
const ROUNDS = 3;

/**
 * Judges everything at these paths, one file after the other: of each only what is printed is kept. Those that
 * have something in common with one that came later are judged once more.
 */
export async function inspect(io: Io, options: InspectOptions): Promise<Inspection> {
  const own = options.user ? await nodeRuntime.homeConfigs() : [];
  const paths = [...(options.paths.length > 0 || options.user ? options.paths : ['.']), ...own];
  let complete = true;
  const facts = new FactStore({
    runtime: nodeRuntime,
    folders: () => [process.cwd(), ...paths.map((path) => resolve(path))],
    trusted: true,
    syntaxReported: false,
    complain(path, problems) {
      complete = false;
      for (const { line, message } of problems)
        io.err(`mcp-checklist: ${clean(path)}, line ${line}: ${message}\n`);
    },
  });
  const inspected = new Map<string, Inspected>();
  for await (const file of gather(paths)) {
    if ('message' in file) {
      complete = false;
      io.err(`mcp-checklist: ${clean(file.path)}: ${file.message}.\n`);
      continue;
    }
    inspected.set(resolve(file.path), await inspectFile(io, facts, file, options));
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const absolute of await facts.takeOutdated()) {
      const known = inspected.get(absolute);
      const read = known && (await readText(absolute));
      if (!known || !read?.ok) continue;
      const file = { path: known.path, named: known.named, text: read.text };
      inspected.set(absolute, await inspectFile(io, facts, file, options));
    }
  }
  const all = [...inspected.values()];
  const files = all.flatMap(({ report }) => report ?? []);
  const evidence = all.flatMap((it) => it.evidence ?? []);
  const servers = all.reduce((sum, it) => sum + it.servers, 0);
  return {
    files,
    items: judgeChecklist(production, evidence, Date.now()),
    evidence,
    projectFileFor: (path) => facts.projectFileFor(resolve(path)),
    summary: summarize(files, servers),
    complete,
  };
}

async function inspectFile(
  io: Io,
  facts: FactStore,
  { path, text, named }: Gathered,
  { host, settings }: InspectOptions,
): Promise<Inspected> {
  const absolute = resolve(path);
  const known = await facts.of(absolute);
  const analysis = analyze(text, {
    ...known,
    path: absolute,
    settings,
    ...(host !== undefined && { host }),
  });
  for (const { rule, error } of analysis.failures) {
    io.err(`mcp-checklist: ${clean(path)}: the rule ${rule} failed: ${describe(error)}\n`);
  }
  facts.keep(absolute, analysis, known);
  const { config, findings, credentials } = analysis;
  const report = named || config ? fileReport(path, text, analysis) : undefined;
  if (!config) return { path, named, report, evidence: undefined, servers: 0 };
  // Fixes hold on to the whole text.
  const light = findings.map((finding) => ({ ...finding, fixes: [] }));
  const options = {
    folder: known.facts.folder,
    project: known.project,
    digest: known.facts.digest,
  };
  const evidence = evidenceOf(path, config, { findings: light, credentials }, options);
  return {
    path,
    named,
    report,
    evidence,
    servers: config.servers.filter(({ read }) => read).length,
  };
}
