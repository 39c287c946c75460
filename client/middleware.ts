import * as vscode from 'vscode';
import type { LanguageClient, Middleware } from 'vscode-languageclient/node';
import { isSource } from '../rules/project/signs.ts';
import type { FixHandle } from '../server/protocol.ts';
import { becomesOfInterest, type Documents, isOfInterest } from './connection/documents.ts';
import type { Projects } from './connection/projects.ts';
import { pageUri } from './rule-pages.ts';

/** Keeps documents away from the server that are neither an MCP config nor part of a server project, until they become one. */
export function onlyWanted(
  documents: Documents,
  projects: Projects,
  client: () => LanguageClient,
): Middleware {
  let last: vscode.TextDocumentChangeEvent | undefined;
  const isWanted = (document: vscode.TextDocument): boolean =>
    projects.has(document.uri) || (!isSource(document.uri.path) && isOfInterest(document));
  const open = async (document: vscode.TextDocument): Promise<void> => {
    const feature = client().getFeature('textDocument/didOpen');
    await feature.getProvider(document)?.send(document);
  };
  return {
    didOpen: async (document, next) => {
      if (isWanted(document)) await documents.open(document.uri, () => next(document));
    },
    didChange: async (event, next) => {
      // Of a document that was asked for twice, as a config and as part of a project, it comes twice.
      if (event === last) return;
      last = event;
      if (documents.has(event.document.uri)) await next(event);
      else if (!isSource(event.document.uri.path) && becomesOfInterest(event))
        await open(event.document);
    },
    didSave: async (document, next) => {
      if (documents.has(document.uri)) await next(document);
      else if (isWanted(document)) await open(document);
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
    provideWorkspaceDiagnostics: (ids, token, report, next) =>
      next(ids, token, (chunk) => {
        for (const it of chunk?.items ?? [])
          if (it.kind === 'full') for (const found of it.items) linkToPage(found);
        report(chunk);
      }),
    provideCodeActions: (document, range, context, token, next) =>
      documents.has(document.uri) ? next(document, range, context, token) : undefined,
    resolveCodeAction: async (action, token, next) => {
      const resolved = await next(action, token);
      if (resolved && isOutdated(action)) delete resolved.edit;
      return resolved;
    },
    provideHover: (document, position, token, next) =>
      documents.has(document.uri) ? next(document, position, token) : undefined,
    provideDocumentSymbols: (document, token, next) =>
      documents.has(document.uri) ? next(document, token) : undefined,
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

/** Its edit is about another text: somebody has typed while it was on its way. */
function isOutdated(action: vscode.CodeAction): boolean {
  const { uri, version } = (action as { data?: Partial<FixHandle> }).data ?? {};
  if (uri === undefined || version === undefined) return false;
  const key = vscode.Uri.parse(uri).toString();
  return (
    vscode.workspace.textDocuments.find((it) => it.uri.toString() === key)?.version !== version
  );
}
