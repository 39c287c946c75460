import {
  CodeActionKind,
  type InitializeResult,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { APPLY_FIX, FIX_ALL, SAY_GUIDE, SOURCE } from '../protocol.ts';
import type { ClientProfile } from './client-profile.ts';

/** What this server does for a client that can do these things. */
export function capabilitiesFor(client: ClientProfile): InitializeResult['capabilities'] {
  const capabilities: ServerCapabilities = {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    hoverProvider: true,
    completionProvider: { triggerCharacters: ['"', '@', '$', '{', ':'] },
    documentLinkProvider: {},
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL],
      resolveProvider: client.resolvesEdits,
    },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
  // Where it can be asked for later, nobody is asked for the outline of a config.
  if (!client.registers.has('documentSymbol')) capabilities.documentSymbolProvider = true;
  if (client.pullsDiagnostics) {
    capabilities.diagnosticProvider = {
      identifier: SOURCE,
      interFileDependencies: false,
      workspaceDiagnostics: true,
    };
  }
  // Where edits come late by themselves, a command would only be one more name in the client's registry.
  if (takesCommands(client))
    capabilities.executeCommandProvider = { commands: [APPLY_FIX, SAY_GUIDE] };
  return capabilities;
}

/** Clients that wait for no edit, and those that cannot ask where a secret goes. */
export function takesCommands({ resolvesEdits, options }: ClientProfile): boolean {
  return !resolvesEdits || !options.asksForSecrets;
}
