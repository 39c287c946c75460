import * as vscode from 'vscode';
import type { LanguageClient, Middleware } from 'vscode-languageclient/node';
import { becomesOfInterest, type Documents, isOfInterest } from './documents.ts';

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
      return (await documents.arrived(uri)) ? next(document, previous, token) : undefined;
    },
    provideCodeActions: (document, range, context, token, next) =>
      documents.has(document.uri) ? next(document, range, context, token) : undefined,
    provideHover: (document, position, token, next) =>
      documents.has(document.uri) ? next(document, position, token) : undefined,
    provideDocumentLinks: (document, token, next) =>
      documents.has(document.uri) ? next(document, token) : undefined,
  };
}
