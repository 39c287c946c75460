import type { Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Reason, Status } from '../../rules/checklists/checklist.ts';
import { placeOf, serverOf } from '../../rules/engine/about.ts';
import type { Confidence, Finding, Severity, Suppressed } from '../../rules/findings/finding.ts';
import type { ItemId } from '../../rules/findings/item-id.ts';
import type { Analysis } from '../../rules/index.ts';
import { type SafeText, safe } from '../../rules/secrets/safe.ts';
import { memoize } from '../../rules/text/memory.ts';
import { rangeOf } from '../machine/ranges.ts';
import { version } from '../machine/version.ts';
import type { ShardReport } from './shard.ts';

/** What `check --format json` prints. Fields are added, never renamed or taken away, within one version. */
export interface JsonReport {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly files: readonly FileReport[];
  readonly checklist: readonly ItemReport[];
  readonly summary: Summary;
  /** Only in the report of a part: see `--shard`. */
  readonly shard?: ShardReport;
}

export interface FileReport {
  readonly path: SafeText;
  /** The host's id; '' for a file that is no MCP config. */
  readonly host: string;
  /** The root of the server project that it is part of, where that was judged. */
  readonly project?: SafeText;
  readonly findings: readonly FindingReport[];
}

export interface FindingReport {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: SafeText;
  /** '' for the file itself. */
  readonly server: SafeText;
  readonly pointer: SafeText;
  /** Zero-based, in UTF-16 code units, as in LSP. */
  readonly range: Range;
  readonly related: readonly RelatedReport[];
  readonly fixes: readonly { readonly title: SafeText; readonly safe: boolean }[];
  /** Who silenced it, and why; it is listed all the same. */
  readonly suppressed: Suppressed | null;
}

export interface RelatedReport {
  readonly path: SafeText;
  readonly range: Range;
  readonly message: SafeText;
}

export interface ItemReport {
  readonly item: ItemId;
  readonly title: string;
  readonly status: Status;
  readonly evidence: readonly EvidenceReport[];
}

export interface EvidenceReport {
  readonly text: SafeText;
  readonly path?: SafeText;
  readonly server?: SafeText;
}

export interface Summary {
  readonly files: number;
  readonly servers: number;
  readonly error: number;
  readonly warning: number;
  readonly information: number;
  readonly hint: number;
}

/** Paths come again with every finding, and when all is summed up; places in a file are the same in many files. */
const shown = memoize((text) => safe.text(text), 20_000);

export function fileReport(path: string, text: string, { config, findings }: Analysis): FileReport {
  const document = TextDocument.create('', 'jsonc', 0, text);
  return {
    path: shown(path),
    host: config?.host.id ?? '',
    findings: findings.map((finding) => findingReport(path, document, finding)),
  };
}

/** Of a file that keeps servers which were taken out of a config of that host. */
export function besideReport(
  { text, findings }: { readonly text: string; readonly findings: readonly Finding[] },
  path: string,
  host: string,
): FileReport {
  const document = TextDocument.create('', 'json', 0, text);
  return {
    path: shown(path),
    host,
    findings: findings.map((finding) => findingReport(path, document, finding)),
  };
}

function findingReport(path: string, document: TextDocument, finding: Finding): FindingReport {
  const { rule, severity, confidence, suppressed, at: own } = finding;
  return {
    rule,
    severity,
    confidence,
    message: finding.message,
    server: serverOf(finding),
    pointer: shown(finding.pointer),
    range: rangeOf(document, own.span),
    related: finding.related.map(({ at, message }) => ({
      // Of the file itself as it was named on the command line.
      path: shown(at.file === own.file ? path : at.file),
      range: 'range' in at ? at.range : rangeOf(document, at.span),
      message,
    })),
    fixes: finding.fixes.map(({ title, lookup, kind }) => ({
      title,
      // What a lookup will answer is not known yet, so it needs a person.
      safe: kind === 'safe' && !lookup,
    })),
    suppressed,
  };
}

export function reasonReport({ text, about }: Reason): EvidenceReport {
  return {
    text,
    ...(about && { path: shown(placeOf(about)) }),
    ...(about?.kind === 'server' && { server: about.name }),
  };
}

/** Counts what nobody silenced. */
export function summarize(files: readonly FileReport[], servers: number): Summary {
  const counts = emptyCounts();
  for (const file of files) count(counts, file);
  const { files: amount, ...found } = counts;
  return { files: amount, servers, ...found };
}

type Counts = { -readonly [K in Exclude<keyof Summary, 'servers'>]: number };

export function emptyCounts(): Counts {
  return { files: 0, error: 0, warning: 0, information: 0, hint: 0 };
}

/** Adds one file to what was counted. */
export function count(counts: Counts, { findings }: FileReport): void {
  counts.files += 1;
  for (const { severity, suppressed } of findings) if (!suppressed) counts[severity] += 1;
}

export const tool = { name: 'mcp-checklist', version } as const;
