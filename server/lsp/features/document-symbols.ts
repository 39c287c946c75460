import {
  type DocumentSymbol,
  type DocumentSymbolParams,
  type SymbolInformation,
  SymbolKind,
} from 'vscode-languageserver';
import { rangeOf } from '../../machine/ranges.ts';
import type { Session } from '../session.ts';

/** An outline may come late. */
const PATIENCE = 10_000;

/** The tools that a file registers, for outlines and for going to one by its name. */
export async function documentSymbols(
  { client, documents, projects }: Session,
  { textDocument }: DocumentSymbolParams,
): Promise<DocumentSymbol[] | SymbolInformation[]> {
  const document = documents.get(textDocument.uri);
  // Editors keep an answer until the text changes: one that comes too early would stay.
  if (document) await projects.judged(document, PATIENCE);
  const part = document && projects.now(document);
  if (!document || !part) return [];
  if (!client.nestsSymbols)
    return part.tools.map(({ name, at }) => ({
      name,
      kind: SymbolKind.Function,
      location: { uri: document.uri, range: rangeOf(document, at) },
    }));
  return part.tools.map(({ name, title, at, nameAt }) => ({
    name,
    detail: title === null ? 'MCP tool' : `MCP tool · ${title}`,
    kind: SymbolKind.Function,
    range: rangeOf(document, at),
    selectionRange: rangeOf(document, nameAt),
  }));
}
