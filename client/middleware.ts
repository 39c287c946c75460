import * as vscode from 'vscode';
import type { LanguageClient, Middleware } from 'vscode-languageclient/node';
import type { FixHandle } from '../server/protocol.ts';
import { offer, RESCUE } from './commands/rescue-secret.ts';
import { becomesOfInterest, type Documents, isOfInterest } from './documents.ts';
import { pageUri } from './learn/rule-pages.ts';

/** Keeps documents that are no MCP config away from the server, until they become one. */
export function onlyConfigs(documents: Documents, client: () => LanguageClient): Middleware {
  const open = async (document: vscode.TextDocument): Promise<void> => {
    const feature = client().getFeature('textDocument/didOpen');
    await feature.getProvider(document)?.send(document);
  };
  return {
    didOpen: async (document, next) => {
      if (isOfInterest(document)) await documents.open(document.uri, () => next(document));
    },
    didChange: async (event, next) => {
      if (documents.has(event.document.uri)) await next(event);
      else if (becomesOfInterest(event)) await open(event.document);
    },
    didSave: async (document, next) => {
      if (documents.has(document.uri)) await next(document);
      else if (isOfInterest(document)) await open(document);
    },
    didClose: async (document, next) => {
      if (documents.close(document.uri)) await next(document);
    },
    provideDiagnostics: async (document, previous, token, next) => {
      const uri = document instanceof vscode.Uri ? document : document.uri;
      if (!(await documents.arrived(uri))) return undefined;
      const report = await next(document, previous, token);
      if (report?.kind === 'full') for (const it of report.items) linkToPage(it);
      return report;
    },
    provideCodeActions: async (document, range, context, token, next) => {
      if (!documents.has(document.uri)) return undefined;
      const actions = await next(document, range, context, token);
      for (const action of actions ?? []) rescueAfter(document, action);
      return actions;
    },
    provideHover: (document, position, token, next) =>
      documents.has(document.uri) ? next(document, position, token) : undefined,
    provideDocumentLinks: (document, token, next) =>
      documents.has(document.uri) ? next(document, token) : undefined,
  };
}

/** A click on the rule in the Problems panel opens its page in VS Code, where other editors open the web. */
function linkToPage(diagnostic: vscode.Diagnostic): void {
  const { code } = diagnostic;
  if (typeof code === 'object' && typeof code.value === 'string')
    diagnostic.code = { value: code.value, target: pageUri(code.value) };
}

/** The value that a fix takes out is still in the document now, and nowhere once the fix is applied. */
function rescueAfter(
  document: vscode.TextDocument,
  action: vscode.CodeAction | vscode.Command,
): void {
  const { data } = action as { data?: Partial<FixHandle> };
  if (!data?.moves || !('edit' in action)) return;
  const taken = data.moves.map(({ range: { start, end }, name, file }) => {
    const place = new vscode.Range(start.line, start.character, end.line, end.character);
    return { uri: document.uri, name, file, value: document.getText(place) };
  });
  const key = offer(taken);
  action.command = { title: '', command: RESCUE, arguments: [key] };
}
