import type { TextDocument } from 'vscode-languageserver-textdocument';
import * as z from 'zod/mini';
import type { Finding, Fix } from '../../../rules/findings/finding.ts';
import type { FixAllHandle, FixHandle } from '../../protocol.ts';
import type { DocumentAnalysis } from '../document-version.ts';
import type { Session } from '../session.ts';

const schema = z.object({
  uri: z.string(),
  version: z.number(),
  rule: z.string(),
  start: z.number(),
  fix: z.string(),
});

const allSchema = z.object({
  uri: z.string(),
  version: z.number(),
  allOf: z.string(),
  server: z.optional(z.string()),
});

export function fixHandle(document: TextDocument, finding: Finding, fix: Fix): FixHandle {
  return {
    uri: document.uri,
    version: document.version,
    rule: finding.rule,
    start: finding.at.span.start,
    fix: fix.id,
  };
}

export function handleOfAll(
  { uri, version }: TextDocument,
  rule: string,
  server?: string,
): FixAllHandle {
  return { uri, version, allOf: rule, ...(server !== undefined && { server }) };
}

/** Reads what {@link handleOfAll} wrote. */
export function readHandleOfAll(data: unknown): FixAllHandle | undefined {
  return allSchema.safeParse(data).data;
}

export interface FoundFix {
  readonly document: TextDocument;
  readonly checked: DocumentAnalysis;
  readonly finding: Finding;
  readonly fix: Fix;
}

/** Finds a fix again; undefined when the document is another one by now. */
export async function findFix(session: Session, handle: unknown): Promise<FoundFix | undefined> {
  const parsed = schema.safeParse(handle);
  if (!parsed.success) return undefined;
  const { uri, version, rule, start, fix: id } = parsed.data;
  const document = session.documents.get(uri);
  if (document?.version !== version) return undefined;
  const checked = await session.analyses.of(document);
  if (checked.version !== version) return undefined;
  const finding = checked.analysis.findings.find(
    (it) => it.rule === rule && it.at.span.start === start && it.fixes.some((fix) => fix.id === id),
  );
  const fix = finding?.fixes.find((it) => it.id === id);
  return finding && fix && { document, checked, finding, fix };
}

/** The text in which a finding stands. */
export function judgedOf({ analysis, document }: DocumentAnalysis, { at }: Finding) {
  return { file: at.file, text: document.getText(), credentials: analysis.credentials };
}
