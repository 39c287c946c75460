import {
  type Diagnostic,
  DiagnosticTag,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type Range,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../../../rules/findings/finding.ts';
import { rules } from '../../../rules/index.ts';
import { safe } from '../../../rules/secrets/safe.ts';
import { memoize } from '../../../rules/text/memory.ts';
import type { Span } from '../../../rules/text/span.ts';
import { rangeOf } from '../../machine/ranges.ts';
import { rulePage } from '../../machine/rule-page.ts';
import { SOURCE } from '../../protocol.ts';
import { uriOfAddress } from '../../runtime/addresses.ts';
import type { Session } from '../session.ts';
import { severities } from '../severities.ts';

const TAGS = {
  deprecated: DiagnosticTag.Deprecated,
  unnecessary: DiagnosticTag.Unnecessary,
} as const;
/** It comes again with every key. */
const WHOLE = Number.POSITIVE_INFINITY;
const MOST_RULES = 1000;
const tagsOf = new Map(
  rules.map(({ meta }) => [meta.id, meta.tags?.map((tag) => TAGS[tag]) ?? []] as const),
);
/** One for all diagnostics of a rule: hundreds are made, and compared, with every key. */
const pageOf = memoize((rule) => ({ href: rulePage(rule) }), MOST_RULES);

/** The diagnostics of one version of a document. */
export interface DocumentDiagnostics {
  /** Another one whenever they may be others; none where nobody can tell. */
  readonly id?: string;
  readonly version: number;
  readonly items: readonly Diagnostic[];
}

export type DiagnosticsOf = (document: TextDocument) => Promise<DocumentDiagnostics>;

/** Answers a client that asks: unchanged when it shows the very same. */
export async function pullDiagnostics(
  { documents, pulled }: Session,
  diagnosticsOf: DiagnosticsOf,
  { textDocument, previousResultId }: DocumentDiagnosticParams,
): Promise<DocumentDiagnosticReport> {
  const document = documents.get(textDocument.uri);
  if (!document) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
  const { id, items } = await diagnosticsOf(document);
  if (id === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [...items] };
  return pulled.answer(document.uri, id, items, previousResultId);
}

/** What is to be said about a config; nothing about any other document. */
export async function configDiagnostics(
  session: Session,
  document: TextDocument,
): Promise<DocumentDiagnostics> {
  const { id, version, shown } = await session.analyses.glanceAt(document);
  const items = toDiagnostics(session, document, shown.findings);
  return { id: `${id}-${shown.id}`, version, items };
}

/** Silenced ones are left out. */
export function toDiagnostics(
  session: Session,
  document: TextDocument,
  findings: readonly Finding[],
): Diagnostic[] {
  return findings
    .filter(({ suppressed }) => suppressed === null)
    .map((finding) => toDiagnostic(session, document, finding));
}

/** Of findings without other places, by what they were when they were found: most keys leave most of them alone. */
const made = new WeakMap<Finding, Diagnostic>();

export function toDiagnostic(
  session: Session,
  document: TextDocument,
  finding: Finding,
): Diagnostic {
  if (finding.related.length > 0) return diagnosticOf(session, document, finding);
  const origin = finding.origin ?? finding;
  const known = made.get(origin);
  if (known && isAt(document, finding.at.span, known.range)) return known;
  const diagnostic = diagnosticOf(session, document, finding);
  made.set(origin, diagnostic);
  return diagnostic;
}

/** Whether a span is where a range is; never for one of several lines. */
function isAt(document: TextDocument, { start, end }: Span, range: Range): boolean {
  const { line, character } = document.positionAt(start);
  return (
    line === range.start.line &&
    line === range.end.line &&
    character === range.start.character &&
    character + end - start === range.end.character
  );
}

function diagnosticOf(
  { client, runtime }: Session,
  document: TextDocument,
  finding: Finding,
): Diagnostic {
  const { rule, severity, message, pointer, related } = finding;
  const { file, span } = finding.at;
  const diagnostic: Diagnostic = {
    range: rangeOf(document, span),
    severity: severities[severity],
    source: SOURCE,
    code: rule,
    codeDescription: pageOf(rule),
    message,
    data: { rule, pointer: safe.name(pointer, WHOLE) },
  };
  const tags = tagsOf.get(rule) ?? [];
  if (tags.length > 0) diagnostic.tags = tags;
  if (client.showsRelated && related.length > 0) {
    diagnostic.relatedInformation = related.map(({ at, message: text }) => ({
      location: {
        uri: at.file === file ? document.uri : uriOfAddress(runtime, at.file),
        range: 'range' in at ? at.range : rangeOf(document, at.span),
      },
      message: text,
    }));
  }
  return diagnostic;
}
