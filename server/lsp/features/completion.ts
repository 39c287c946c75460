import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionParams,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { completionsAt } from '../../../rules/fixes/complete.ts';
import { reasonOf } from '../../../rules/fixes/reason.ts';
import type { Suggestion } from '../../../rules/fixes/suggestion.ts';
import { isPlainList } from '../../../rules/hosts/host.ts';
import { rangeOf } from '../../machine/ranges.ts';
import type { InstalledVersions } from '../fixes/versions.ts';
import type { Session } from '../session.ts';

/** Typing waits for it. */
const PATIENCE = 100;

const KINDS = {
  reference: CompletionItemKind.Variable,
  key: CompletionItemKind.Property,
  server: CompletionItemKind.Module,
  version: CompletionItemKind.Constant,
} as const;

/** What could stand where the cursor is. Versions are those on this disk: nobody is asked while somebody types. */
export async function completion(
  session: Session,
  versions: InstalledVersions,
  { textDocument, position }: CompletionParams,
): Promise<CompletionItem[]> {
  const document = session.documents.get(textDocument.uri);
  if (!document) return [];
  const { analysis, version } = await session.analyses.of(document);
  if (!analysis.config) return [];
  const { config } = analysis;
  // Where the editor has a schema of the file, that has the keys.
  const hasSchema = session.client.options.syntaxReported === true && isPlainList(config.host);
  const found = completionsAt(config, document.offsetAt(position)).filter(
    ({ kind }) => kind !== 'key' || !hasSchema,
  );
  const items = await Promise.all(found.map((it) => itemOf(document, versions, it)));
  // Its places may be of an older text by now.
  return document.version === version ? items.flatMap((it) => it ?? []) : [];
}

async function itemOf(
  document: TextDocument,
  versions: InstalledVersions,
  { kind, label, edit, lookup, answered }: Suggestion,
): Promise<CompletionItem | undefined> {
  const answer = lookup && (await versions.find(document.uri, lookup, PATIENCE));
  if (!answer && kind === 'version') return undefined;
  const { span, newText } = answer && answered ? answered(answer.version) : edit;
  const range = rangeOf(document, span);
  return {
    label: answer && kind === 'version' ? answer.version : label,
    kind: KINDS[kind],
    ...(answer && lookup && { detail: reasonOf(lookup, answer) }),
    // What is typed already is a part of what takes its place.
    filterText: kind === 'server' ? `${document.getText(range)}${label}` : newText,
    textEdit: { range, newText },
  };
}
