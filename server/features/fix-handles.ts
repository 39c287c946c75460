import type { TextDocument } from 'vscode-languageserver-textdocument';
import * as z from 'zod/mini';
import type { Finding, Fix } from '../../rules/finding.ts';
import type { Checked } from '../analyses.ts';
import type { FixAllHandle, FixHandle, MovedSecret } from '../protocol.ts';
import { rangeOf } from '../ranges.ts';
import type { Session } from '../session.ts';

const schema = z.object({
  uri: z.string(),
  version: z.number(),
  rule: z.string(),
  start: z.number(),
  fix: z.string(),
});

const allSchema = z.object({ uri: z.string(), version: z.number(), allOf: z.string() });

export function handleOf(document: TextDocument, finding: Finding, fix: Fix): FixHandle {
  const handle = {
    uri: document.uri,
    version: document.version,
    rule: finding.rule,
    start: finding.span.start,
    fix: fix.id,
  };
  const moves = movesOf(document, [fix]);
  return moves.length > 0 ? { ...handle, moves } : handle;
}

export function handleOfAll(
  document: TextDocument,
  rule: string,
  fixes: readonly Fix[],
): FixAllHandle {
  const { uri, version } = document;
  const handle = { uri, version, allOf: rule };
  const moves = movesOf(document, fixes);
  return moves.length > 0 ? { ...handle, moves } : handle;
}

/** Reads what {@link handleOfAll} wrote. */
export function readHandleOfAll(data: unknown): Omit<FixAllHandle, 'moves'> | undefined {
  return allSchema.safeParse(data).data;
}

function movesOf(
  document: TextDocument,
  fixes: readonly Fix[],
): readonly Omit<MovedSecret, 'uri'>[] {
  return fixes.flatMap(({ moves }) => {
    if (!moves) return [];
    const { span, name, file } = moves;
    return [{ range: rangeOf(document, span), name, ...(file !== undefined && { file }) }];
  });
}

export interface FoundFix {
  readonly document: TextDocument;
  readonly checked: Checked;
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
    (it) => it.rule === rule && it.span.start === start && it.fixes.some((fix) => fix.id === id),
  );
  const fix = finding?.fixes.find((it) => it.id === id);
  return fix && { document, checked, fix };
}
