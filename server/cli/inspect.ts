import { resolve } from 'node:path';
import type { ItemStatus } from '../../rules/checklists/checklist.ts';
import { evidenceOf, type FileEvidence } from '../../rules/checklists/evidence.ts';
import { production } from '../../rules/checklists/production.ts';
import { judgeChecklist } from '../../rules/checklists/status.ts';
import { readConfig } from '../../rules/config/read.ts';
import { recognize } from '../../rules/config/recognize.ts';
import { analyze, rules } from '../../rules/index.ts';
import type { Settings } from '../../rules/settings.ts';
import { summarizeConfig } from '../../rules/summary.ts';
import { describe } from '../describe.ts';
import { clean } from '../redact.ts';
import { Summaries } from '../workspace/summaries.ts';
import { gather } from './gather.ts';
import type { Io } from './io.ts';
import { type FileReport, fileReport, type Summary, summarize } from './report.ts';

export interface Inspection {
  readonly files: readonly FileReport[];
  readonly items: readonly ItemStatus[];
  readonly summary: Summary;
  /** Whether everything that was asked for could be read. */
  readonly complete: boolean;
}

export interface InspectOptions {
  readonly paths: readonly string[];
  /** The host's id, where a person says so. */
  readonly host?: string | undefined;
  readonly settings: Settings;
}

/** Judges everything at these paths, one file after the other: of each only what is printed is kept. */
export async function inspect(io: Io, options: InspectOptions): Promise<Inspection> {
  const { host, settings } = options;
  const paths = options.paths.length > 0 ? options.paths : ['.'];
  const files: FileReport[] = [];
  const evidence: FileEvidence[] = [];
  const now = Date.now();
  const summaries = await summarizeAll(paths, host);
  let servers = 0;
  let complete = true;
  for await (const file of gather(paths)) {
    if ('message' in file) {
      complete = false;
      io.err(`mcp-checklist: ${clean(file.path)}: ${file.message}.\n`);
      continue;
    }
    const { path, text, named } = file;
    const analysis = analyze(text, {
      path: resolve(path),
      facts: { now, others: summaries.others(resolve(path)) },
      settings,
      ...(host !== undefined && { host }),
    });
    for (const { rule, error } of analysis.failures) {
      io.err(`mcp-checklist: ${clean(path)}: the rule ${rule} failed: ${describe(error)}\n`);
    }
    if (named || analysis.config) files.push(fileReport(path, text, analysis));
    if (!analysis.config) continue;
    servers += analysis.config.servers.filter(({ read }) => read).length;
    // Fixes hold on to the whole text.
    const light = analysis.findings.map((finding) => ({ ...finding, fixes: [] }));
    evidence.push(evidenceOf(path, analysis.config, light));
  }
  const ids = new Set(rules.map(({ meta }) => meta.id));
  return {
    files,
    items: judgeChecklist(production, evidence, ids),
    summary: summarize(files, servers),
    complete,
  };
}

/** What each config may know of the others: a first look at all of them, of which little is kept. */
async function summarizeAll(
  paths: readonly string[],
  host: string | undefined,
): Promise<Summaries> {
  const summaries = new Summaries();
  for await (const file of gather(paths)) {
    if ('message' in file) continue;
    const path = resolve(file.path);
    const recognized = recognize(file.text, path, host);
    if (!recognized) continue;
    summaries.set(path, summarizeConfig(path, readConfig(recognized.document, recognized.host)));
  }
  return summaries;
}
