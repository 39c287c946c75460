import * as vscode from 'vscode';
import type { ProjectState } from '../server/protocol.ts';
import { ChecklistTree } from './checklist/checklist-tree.ts';
import { type ChecklistView, createChecklistView } from './checklist/checklist-view.ts';
import { Commands, type CommandsBundle } from './commands.ts';
import { followCaret } from './connection/caret.ts';
import { Documents } from './connection/documents.ts';
import { Projects } from './connection/projects.ts';
import { onDidChangeProxy } from './connection/proxy.ts';
import { Session } from './connection/session.ts';
import { whenWanted } from './connection/wanted.ts';
import { createLanguageClient } from './language-client.ts';
import { LanguageStatus } from './language-status.ts';
import { createPublishView, PublishTree } from './publish/publish-view.ts';
import { registerRulePages } from './rule-pages.ts';
import { createServersView, ServersTree } from './servers/servers-view.ts';
import { offerRows } from './tree/rows.ts';
import { State } from './tree/state.ts';
import type { TreeNode } from './tree/tree-node.ts';

/** What a test can see of the surfaces that VS Code lets nobody read. Not for other extensions: it may change. */
export interface Surfaces {
  readonly state: Pick<State, 'phase' | 'checklist' | 'projects' | 'onDidChange'>;
  readonly checklist: vscode.TreeDataProvider<TreeNode>;
  readonly publish: vscode.TreeDataProvider<TreeNode>;
  readonly head: ChecklistView['head'];
  readonly servers: vscode.TreeDataProvider<TreeNode>;
  readonly status: vscode.LanguageStatusItem;
  /** What is asked while a list is open that waits for an answer. */
  question(): ReturnType<CommandsBundle['openQuestion']>;
  /** The title of what is asked while somebody says that they have looked. */
  attestQuestion: CommandsBundle['openAttestQuestion'];
  /** The labels of the list of what is left to do, while it is open. */
  steps(): readonly string[] | undefined;
  /** Whether the server knows a document. */
  sent(uri: vscode.Uri): boolean;
}

let session: Session | undefined;

export function activate(context: vscode.ExtensionContext): Surfaces {
  const log = vscode.window.createOutputChannel('MCP Checklist', { log: true });
  const module = context.asAbsolutePath('dist/cli.cjs');
  const cache = vscode.Uri.joinPath(context.globalStorageUri, 'compiled').fsPath;
  const state = new State();
  const gaveUp = (): void => state.enter('failed');
  const documents = new Documents();
  const projects = new Projects();
  const told = (all: readonly ProjectState[]): void => state.receiveProjects(all);
  const create = () =>
    createLanguageClient({ module, cache, documents, projects, log, gaveUp, told });
  session = new Session(create, state, log);
  // Not awaited: VS Code measures how long an extension takes to activate, and the view shows that it starts.
  const start = () => void session?.start();
  const checklist = new ChecklistTree(state);
  const publish = new PublishTree(state);
  const view = createChecklistView(state, checklist, start);
  const servers = new ServersTree(state);
  const status = new LanguageStatus(state);
  const commands = new Commands({ context, session, state, log, program: module });
  context.subscriptions.push(
    log,
    state,
    checklist,
    view,
    publish,
    createPublishView(state, publish, start),
    status,
    vscode.workspace.onDidGrantWorkspaceTrust(() => session?.renew()),
    onDidChangeProxy(() => session?.renew()),
    servers,
    createServersView(state, servers, start),
    registerRulePages(context.asAbsolutePath('dist/pages.json')),
    offerRows(state, context.extension.packageJSON, [checklist, publish, servers]),
    commands,
    followCaret(session, documents),
    whenWanted(start),
  );
  return {
    state,
    checklist,
    head: view.head,
    publish,
    servers,
    status: status.item,
    question: () => commands.load().openQuestion(),
    attestQuestion: () => commands.load().openAttestQuestion(),
    steps: () => commands.load().openSteps(),
    sent: (uri) => documents.has(uri),
  };
}

export function deactivate(): Promise<void> | undefined {
  return session?.stop();
}
