import type * as vscode from 'vscode';
import { workspace } from 'vscode';
import {
  State as ClientState,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node';
import {
  type InitializationOptions,
  type ProjectState,
  projectsChanged,
  SECTION,
} from '../server/protocol.ts';
import { crashHandler } from './connection/crashes.ts';
import type { Documents } from './connection/documents.ts';
import type { Projects } from './connection/projects.ts';
import { proxyEnvironment } from './connection/proxy.ts';
import { SELECTOR } from './connection/selector.ts';
import { onlyWanted } from './middleware.ts';

/** Trust is granted while the server runs; it is started anew then. */
function optionsNow(): InitializationOptions {
  return {
    checklist: true,
    syntaxReported: true,
    findingsInHover: true,
    ignores: true,
    asksForSecrets: true,
    previews: true,
    rotates: true,
    movesToJanee: true,
    trusted: workspace.isTrusted,
  };
}

interface Parts {
  /** The program that is the server. */
  readonly module: string;
  /** Where it keeps what Node made of it, to start faster the next time. */
  readonly cache: string;
  readonly documents: Documents;
  readonly projects: Projects;
  readonly log: vscode.LogOutputChannel;
  /** Called when the server will not be started again. */
  gaveUp(): void;
  /** Called with the server projects whenever they are others. */
  told(projects: readonly ProjectState[]): void;
}

/** A client for a server that has not been started. */
export function createLanguageClient(parts: Parts): LanguageClient {
  const { module, cache, documents, projects, log, gaveUp, told } = parts;
  const options: LanguageClientOptions = {
    documentSelector: [...SELECTOR],
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: optionsNow,
    // What stands in other files is shown by the side bar.
    diagnosticPullOptions: { onChange: true, onTabs: false },
    errorHandler: crashHandler(gaveUp),
    // Said in the log and the side bar; the default would ask in a pop-up.
    initializationFailedHandler: () => false,
    middleware: onlyWanted(documents, projects, () => client),
  };
  const client = new LanguageClient(
    SECTION,
    'MCP Checklist',
    serverOptions(module, cache),
    options,
  );
  client.onDidChangeState(({ newState }) => {
    if (newState !== ClientState.Starting) return;
    documents.clear();
    projects.clear();
  });
  client.onNotification(projectsChanged, (all) => {
    told(all);
    if (!projects.receive(all)) return;
    // Documents that were kept back so far; those of other languages are sent when they are asked for.
    const didOpen = client.getFeature('textDocument/didOpen');
    for (const document of workspace.textDocuments)
      if (projects.has(document.uri)) void didOpen.getProvider(document)?.send(document);
  });
  return client;
}

function serverOptions(module: string, cache: string): ServerOptions {
  // The server is one command of the program that also runs on the command line.
  const options = { env: { ...process.env, ...proxyEnvironment(), MCP_CHECKLIST_CACHE: cache } };
  const run = { module, args: ['lsp'], transport: TransportKind.ipc, options };
  const inspected = { ...options, execArgv: ['--nolazy', '--inspect=6009'] };
  return { run, debug: { ...run, options: inspected } };
}
