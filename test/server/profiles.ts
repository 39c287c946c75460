import type { ClientCapabilities } from 'vscode-languageserver/node';

/** What three kinds of editors say about themselves, shortened to what matters here. */
export const profiles = {
  /** Asks for everything and refreshes when told. */
  vscode: {
    workspace: {
      configuration: true,
      workspaceFolders: true,
      didChangeConfiguration: { dynamicRegistration: true },
      didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
      workspaceEdit: {
        documentChanges: true,
        resourceOperations: ['create'],
        changeAnnotationSupport: { groupsOnLabel: true },
      },
      diagnostics: { refreshSupport: true },
    },
    textDocument: {
      synchronization: { dynamicRegistration: true },
      hover: { dynamicRegistration: true },
      documentSymbol: { dynamicRegistration: true, hierarchicalDocumentSymbolSupport: true },
      diagnostic: { dynamicRegistration: true, relatedInformation: true },
      codeAction: {
        dynamicRegistration: true,
        codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source'] } },
        dataSupport: true,
        isPreferredSupport: true,
        resolveSupport: { properties: ['edit'] },
      },
    },
  },
  /** Pulls, but cannot be told to pull again, and watches nothing. */
  neovim: {
    workspace: { configuration: true, workspaceEdit: { documentChanges: true } },
    textDocument: {
      diagnostic: {},
      codeAction: {
        codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
        dataSupport: true,
        resolveSupport: { properties: ['edit', 'command'] },
      },
    },
  },
  /** Waits to be told, and gives edits no versions. */
  bare: {
    textDocument: {
      publishDiagnostics: {},
      codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
    },
  },
  /** Knows code actions as commands only. */
  ancient: {},
} as const satisfies Record<string, ClientCapabilities>;

export type ProfileName = keyof typeof profiles;
