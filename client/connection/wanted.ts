import * as vscode from 'vscode';
import { PROJECT_FILE } from '../../rules/policy/policy.ts';
import { isManifest, ROOT_MANIFESTS, speaksOfServer } from '../../rules/project/signs.ts';
import { becomesOfInterest, isOfInterest } from './documents.ts';
import rootFiles from './root-files.json';
import { SELECTOR } from './selector.ts';

/**
 * Calls `start` once there is something for a server to read: an open document that may be a config, or one where hosts
 * look in a folder that is open, or a manifest there that speaks of a library for servers. JSON, YAML and Markdown wake the extension far more often than they list servers, and
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
    for (const { uri } of folders) void isWorthIt(uri).then((holds) => holds && wanted());
  };
  subscriptions.push(
    workspace.onDidOpenTextDocument((document) => {
      if (isWanted(document)) wanted();
    }),
    workspace.onDidChangeTextDocument((event) => {
      if (isSelected(event.document) && becomesOfInterest(event)) wanted();
    }),
    workspace.onDidSaveTextDocument((document) => {
      if (isWanted(document) || beginsProject(document)) wanted();
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

async function isWorthIt(folder: vscode.Uri): Promise<boolean> {
  return (await holdsConfig(folder)) || holdsProject(folder);
}

/** Eight names that are asked for, and a look into those that are there. */
async function holdsProject(folder: vscode.Uri): Promise<boolean> {
  if (folder.scheme !== 'file') return false;
  const speaks = async (file: string): Promise<boolean> => {
    const read = vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, file));
    const bytes = await Promise.resolve(read).catch(() => undefined);
    return bytes !== undefined && speaksOfServer(new TextDecoder().decode(bytes));
  };
  return (await Promise.all(ROOT_MANIFESTS.map(speaks))).includes(true);
}

/** Somebody has just made a manifest speak of a server. */
function beginsProject(document: vscode.TextDocument): boolean {
  const { uri } = document;
  return uri.scheme === 'file' && isManifest(uri.path) && speaksOfServer(document.getText());
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
