import * as vscode from 'vscode';
import { PROJECT_FILE } from '../../rules/policy/policy.ts';
import { becomesOfInterest, isOfInterest } from './documents.ts';
import rootFiles from './root-files.json';
import { SELECTOR } from './selector.ts';

/**
 * Calls `start` once there is something for a server to read: an open document that may be a config, or one where hosts
 * look in a folder that is open. JSON, YAML and Markdown wake the extension far more often than they list servers, and
 * a server that nobody needs costs a process and a search. Views and commands ask for one by themselves.
 */
export function whenWanted(start: () => void): vscode.Disposable {
  const subscriptions: vscode.Disposable[] = [];
  let done = false;
  const stop = (): void => {
    done = true;
    for (const it of subscriptions.splice(0)) it.dispose();
  };
  const wanted = (): void => {
    if (done) return;
    stop();
    start();
  };
  const { workspace } = vscode;
  if (workspace.textDocuments.some(isWanted)) {
    wanted();
    return new vscode.Disposable(stop);
  }
  const look = (folders: readonly vscode.WorkspaceFolder[] = []): void => {
    for (const { uri } of folders) void holdsConfig(uri).then((holds) => holds && wanted());
  };
  subscriptions.push(
    workspace.onDidOpenTextDocument((document) => {
      if (isWanted(document)) wanted();
    }),
    workspace.onDidChangeTextDocument((event) => {
      if (isSelected(event.document) && becomesOfInterest(event)) wanted();
    }),
    workspace.onDidSaveTextDocument((document) => {
      if (isWanted(document)) wanted();
    }),
    workspace.onDidChangeWorkspaceFolders(({ added }) => look(added)),
  );
  look(workspace.workspaceFolders);
  return new vscode.Disposable(stop);
}

function isWanted(document: vscode.TextDocument): boolean {
  return isSelected(document) && isOfInterest(document);
}

function isSelected(document: vscode.TextDocument): boolean {
  return vscode.languages.match([...SELECTOR], document) > 0;
}

/** Some thirty paths that are asked for, instead of a search. */
async function holdsConfig(folder: vscode.Uri): Promise<boolean> {
  const exists = async (file: string): Promise<boolean> => {
    const found = vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, file));
    return Promise.resolve(found).then(
      () => true,
      () => false,
    );
  };
  return (await Promise.all([PROJECT_FILE, ...rootFiles].map(exists))).includes(true);
}
