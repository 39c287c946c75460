/** What a suite does to VS Code, in the words of a person: open, type, look, apply a fix. */
import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Surfaces } from '../../../client/extension.ts';

const patience = 20_000;

/** What `activate` hands out. */
export async function surfaces(): Promise<Surfaces> {
  const extension = vscode.extensions.getExtension<Surfaces>('mcp-checklist.mcp-checklist');
  assert.ok(extension, 'The extension is not installed.');
  return extension.activate();
}

/** The uri of a file in the opened folder. */
export function inWorkspace(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('No folder is open.');
  return vscode.Uri.joinPath(folder.uri, path);
}

const written: vscode.Uri[] = [];
let room = 1;

/**
 * Writes a file for the length of a test, in a folder of its own: VS Code does not forget a closed file at once.
 * One that starts with a slash goes into the workspace folder itself.
 */
export async function write(path: string, text: string): Promise<vscode.Uri> {
  const uri = inWorkspace(path.startsWith('/') ? path.slice(1) : `room-${room}/${path}`);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  written.push(uri);
  return uri;
}

/** A folder outside of the workspace, for the length of a test. */
export async function scratch(name: string): Promise<vscode.Uri> {
  const uri = vscode.Uri.file(await mkdtemp(join(tmpdir(), `${name}-`)));
  written.push(uri);
  return uri;
}

export async function openText(path: string, text: string): Promise<vscode.TextEditor> {
  return open(await write(path, text));
}

/** Leaves nothing of a test behind: no editor, no unsaved text (VS Code would ask about it), no file. */
export async function tidyUp(): Promise<void> {
  // VS Code edits its own settings behind our back: they are not ours to revert.
  const isOurs = ({ uri }: vscode.TextDocument) =>
    uri.scheme === 'untitled' || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  const unsaved = vscode.workspace.textDocuments.filter((it) => it.isDirty && isOurs(it));
  for (const document of unsaved) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  room++;
  for (const uri of written.splice(0)) {
    // Some tests delete it themselves.
    await Promise.resolve(vscode.workspace.fs.delete(uri, { recursive: true })).catch(
      () => undefined,
    );
  }
}

export async function open(uri: vscode.Uri): Promise<vscode.TextEditor> {
  // What a click in the explorer does. A document opened by an extension stays open for minutes after its tab.
  await vscode.commands.executeCommand('vscode.open', uri);
  const isActive = () => {
    const editor = vscode.window.activeTextEditor;
    return editor?.document.uri.toString() === uri.toString() && editor;
  };
  return waitUntil(`${uri.path} to be open`, vscode.window.onDidChangeActiveTextEditor, isActive);
}

/** Types at the cursor, key by key, as a person would. */
export async function typeText(text: string): Promise<void> {
  for (const character of text) await vscode.commands.executeCommand('type', { text: character });
}

/** Waits on an event until the probe returns something; never sleeps and polls. */
export async function waitUntil<T>(
  what: string,
  event: vscode.Event<unknown>,
  probe: () => T | undefined | false,
  within = patience,
): Promise<T> {
  const now = probe();
  if (now) return now;
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => {
      listener.dispose();
      reject(new Error(`Waited ${within} ms for ${what}.`));
    }, within);
    const listener = event(() => {
      const found = probe();
      if (!found) return;
      clearTimeout(timer);
      listener.dispose();
      resolve(found);
    });
  });
}

/** For what VS Code tells nobody about, such as an extension's activation. */
export async function eventually(
  what: string,
  probe: () => boolean | Promise<boolean>,
  within = patience,
): Promise<void> {
  const end = Date.now() + within;
  while (!(await probe())) {
    if (Date.now() > end) throw new Error(`Waited ${within} ms for ${what}.`);
    await new Promise((next) => setTimeout(next, 50));
  }
}

/** Our diagnostics only: VS Code's own JSON support speaks up too. */
export function diagnostics(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((d) => d.source === 'mcp-checklist');
}

export async function waitForDiagnostics(
  uri: vscode.Uri,
  predicate: (found: vscode.Diagnostic[]) => boolean,
  within = patience,
): Promise<vscode.Diagnostic[]> {
  const probe = () => {
    const found = diagnostics(uri);
    return predicate(found) && found;
  };
  const changed = vscode.languages.onDidChangeDiagnostics;
  try {
    return await waitUntil('the diagnostics', changed, probe, within);
  } catch (error) {
    const all = vscode.languages.getDiagnostics(uri);
    const seen = all.map((d) => `${d.source} ${code(d)} ${d.range.start.line}: ${d.message}`);
    throw new Error(`${(error as Error).message} There were: ${JSON.stringify(seen, null, 2)}`);
  }
}

/** The rule of a diagnostic, whether or not it links to the rule's page. */
export function code(diagnostic: vscode.Diagnostic): string {
  const value = diagnostic.code;
  return String(typeof value === 'object' ? value.value : value);
}

/** What the lightbulb offers at a range; `resolve` of them with their edits, which may ask the network. */
export async function codeActions(
  uri: vscode.Uri,
  range: vscode.Range,
  { kind = vscode.CodeActionKind.QuickFix.value, resolve = 0 } = {},
): Promise<vscode.CodeAction[]> {
  const command = 'vscode.executeCodeActionProvider';
  return vscode.commands.executeCommand(command, uri, range, kind, resolve);
}

/**
 * Does what choosing the action in the menu does: resolve it, apply its edit, run its command. It may ask something
 * then, which is answered by the answer that fits; without one it is turned away.
 */
export async function applyAction(
  uri: vscode.Uri,
  range: vscode.Range,
  title: string | RegExp,
  answer?: RegExp,
): Promise<vscode.CodeAction & { readonly asked: boolean }> {
  const matches = (action: vscode.CodeAction) =>
    typeof title === 'string' ? action.title === title : title.test(action.title);
  const offered = await codeActions(uri, range);
  const index = offered.findIndex(matches);
  if (index < 0) {
    throw new Error(`"${title}" is not among: ${offered.map((a) => a.title).join(' | ')}`);
  }
  // The editor resolves in order, so everything up to the wanted one is resolved.
  const resolved = await codeActions(uri, range, { resolve: index + 1 });
  const action = resolved.find(matches);
  if (!action) throw new Error(`"${title}" was gone when it was resolved.`);
  if (action.edit && !(await vscode.workspace.applyEdit(action.edit))) {
    throw new Error(`VS Code refused the edit of "${action.title}".`);
  }
  if (!action.command) return Object.assign(action, { asked: false });
  const { command, arguments: args = [] } = action.command;
  const asked = await answering(vscode.commands.executeCommand(command, ...args), answer);
  return Object.assign(action, { asked });
}

/**
 * Waits for something that may show what it does, and ask where a secret goes, and answers.
 *
 * @param answer what the answer says; undefined to turn away
 * @returns whether it was asked
 */
export async function answering(work: Thenable<unknown>, answer?: RegExp): Promise<boolean> {
  let done = false;
  const ended = Promise.resolve(work).finally(() => {
    done = true;
  });
  ended.catch(() => undefined);
  const { question } = await surfaces();
  await eventually('an end or a question', () => done || question() !== undefined);
  const asked = question() !== undefined;
  const { executeCommand } = vscode.commands;
  // What is shown with ticked boxes comes before what is asked; Enter takes it as it is.
  await eventually('the answers to be taken', async () => {
    const now = question();
    if (!now) return done;
    if (!answer) await executeCommand('workbench.action.closeQuickOpen');
    else if (now.ticked.length > 0 || answer.test(now.active))
      await executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    else await executeCommand('workbench.action.quickOpenSelectNext');
    return done && question() === undefined;
  });
  await ended;
  return asked;
}

/** Waits for the list of what is left to do, and closes it: whoever undoes or types next is back in the file. */
export async function closeSteps(): Promise<void> {
  const { steps } = await surfaces();
  await eventually('the list of steps', () => steps() !== undefined);
  await eventually('it to close', async () => {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    return steps() === undefined;
  });
  await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
}

/** The only place where a text stands in a document. */
export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const start = document.getText().indexOf(text);
  if (start < 0) throw new Error(`${document.uri.path} does not contain the text.`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}
