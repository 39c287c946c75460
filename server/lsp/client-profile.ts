import type { InitializeParams } from 'vscode-languageserver';
import type { InitializationOptions } from '../protocol.ts';

/** What the client on the other side can do, read once. */
export interface ClientProfile {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly showsRelated: boolean;
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly reportsFolders: boolean;
  /** Takes code actions with edits, not only commands. */
  readonly takesActions: boolean;
  readonly resolvesEdits: boolean;
  readonly versionedEdits: boolean;
  readonly createsFiles: boolean;
  /** Shows what an edit is about, and asks before it is made. */
  readonly annotatesEdits: boolean;
  /** Takes patterns below a folder that is not open. */
  readonly watchesElsewhere: boolean;
  /** Shows symbols with the range of their name. */
  readonly nestsSymbols: boolean;
  /** What it takes registrations for, by the names of its capabilities. */
  readonly registers: ReadonlySet<string>;
  readonly options: InitializationOptions;
}

export function readProfile({
  capabilities,
  initializationOptions,
}: InitializeParams): ClientProfile {
  const { workspace, textDocument } = capabilities;
  const action = textDocument?.codeAction;
  const pull = textDocument?.diagnostic;
  return {
    pullsDiagnostics: pull !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    showsRelated: (pull ?? textDocument?.publishDiagnostics)?.relatedInformation !== false,
    answersConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    reportsFolders: workspace?.workspaceFolders === true,
    takesActions: action?.codeActionLiteralSupport !== undefined,
    resolvesEdits:
      action?.dataSupport === true && action.resolveSupport?.properties.includes('edit') === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes('create') === true,
    annotatesEdits: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    watchesElsewhere: workspace?.didChangeWatchedFiles?.relativePatternSupport === true,
    nestsSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    registers: new Set(
      Object.entries(textDocument ?? {}).flatMap(([name, it]) =>
        (it as { dynamicRegistration?: boolean } | undefined)?.dynamicRegistration === true
          ? [name]
          : [],
      ),
    ),
    options: readOptions(initializationOptions),
  };
}

/** They come from anywhere: a user's editor configuration, another extension, nothing at all. */
function readOptions(value: unknown): InitializationOptions {
  if (typeof value !== 'object' || value === null) return {};
  const options = value as Readonly<Record<string, unknown>>;
  return {
    checklist: options.checklist === true,
    syntaxReported: options.syntaxReported === true,
    findingsInHover: options.findingsInHover === true,
    ignores: options.ignores === true,
    asksForSecrets: options.asksForSecrets === true,
    previews: options.previews === true,
    rotates: options.rotates === true,
    movesToJanee: options.movesToJanee === true,
    // Editors that know no trust leave it to the person to open a folder.
    trusted: options.trusted !== false,
    settings: options.settings,
  };
}
