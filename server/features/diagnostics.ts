import {
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding, Severity } from '../../rules/finding.ts';
import { uriOfAddress } from '../addresses.ts';
import { SOURCE } from '../protocol.ts';
import { rangeOf } from '../ranges.ts';
import { clean } from '../redact.ts';
import { rulePage } from '../rule-page.ts';
import type { Session } from '../session.ts';

export const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const DEPRECATED: ReadonlySet<string> = new Set(['deprecated-sse-transport', 'moved-package']);

/** Answers a client that asks: unchanged when it has seen this very analysis. */
export async function pullDiagnostics(
  session: Session,
  { textDocument, previousResultId }: DocumentDiagnosticParams,
): Promise<DocumentDiagnosticReport> {
  const document = session.documents.get(textDocument.uri);
  if (!document) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
  const checked = await session.analyses.of(document);
  if (previousResultId === checked.id) {
    return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: checked.id };
  }
  const items = toDiagnostics(session, document, checked.analysis.findings);
  return { kind: DocumentDiagnosticReportKind.Full, resultId: checked.id, items };
}

export function toDiagnostics(
  session: Session,
  document: TextDocument,
  findings: readonly Finding[],
): Diagnostic[] {
  return findings
    .filter(({ suppressed }) => suppressed === null)
    .map((finding) => toDiagnostic(session, document, finding));
}

export function toDiagnostic(
  { client, runtime }: Session,
  document: TextDocument,
  finding: Finding,
): Diagnostic {
  const { rule, severity, message, pointer, span, related } = finding;
  const diagnostic: Diagnostic = {
    range: rangeOf(document, span),
    severity: severities[severity],
    source: SOURCE,
    code: rule,
    codeDescription: { href: rulePage(rule) },
    message: clean(message),
    data: { rule, pointer: clean(pointer), key: `${rule}:${span.start}:${span.end}` },
  };
  if (DEPRECATED.has(rule)) diagnostic.tags = [DiagnosticTag.Deprecated];
  if (client.showsRelated && related.length > 0) {
    diagnostic.relatedInformation = related.map((it) => ({
      location:
        'path' in it
          ? { uri: uriOfAddress(runtime, it.path), range: it.range }
          : { uri: document.uri, range: rangeOf(document, it.span) },
      message: clean(it.message),
    }));
  }
  return diagnostic;
}
