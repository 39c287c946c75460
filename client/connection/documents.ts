import * as vscode from 'vscode';
import { mentionsServers } from '../../rules/config/mentions.ts';
import type { Format } from '../../rules/document/document.ts';
import { OTHER_FORMATS } from './selector.ts';

/** Beyond this, only a file whose name says so is taken for an MCP config. */
const LARGEST = 1024 * 1024;

/** Folders and files of hosts nearly all say it; what they leave out, the content says. */
const NAMED = /mcp|claude/i;

/**
 * The documents that the server has to know. All others stay in the editor: typing in some large JSON file
 * must cost nothing.
 */
export class Documents {
  readonly #sent = new Map<string, Promise<void>>();

  has(uri: vscode.Uri): boolean {
    return this.#sent.has(uri.toString());
  }

  /** Sends a document that was not sent before. */
  async open(uri: vscode.Uri, send: () => Promise<void>): Promise<void> {
    if (this.has(uri)) return;
    const sent = send();
    this.#sent.set(uri.toString(), sent);
    await sent;
  }

  /**
   * Resolves when the document is on its way, to false when it stays here. The client sends requests and
   * notifications side by side: when it starts with several documents open, a request about one can overtake it.
   */
  async arrived(uri: vscode.Uri): Promise<boolean> {
    const sent = this.#sent.get(uri.toString());
    await sent;
    return sent !== undefined;
  }

  /** @returns whether the server knew it */
  close(uri: vscode.Uri): boolean {
    return this.#sent.delete(uri.toString());
  }

  /** A new server knows nothing. */
  clear(): void {
    this.#sent.clear();
  }
}

/** Whether a document could be an MCP config, by its name or one look at its text. */
export function isOfInterest(document: vscode.TextDocument): boolean {
  if (!isEditable(document.uri)) return false;
  // Among those that are not JSON, files of hosts are selected, and some that have to be looked at.
  const look = lookAt(document);
  if (look === undefined) return true;
  if (look === 'json' && NAMED.test(lastTwo(document.uri.path))) return true;
  return sizeOf(document) <= LARGEST && mentionsServers(document.getText(), look);
}

/** The same after a change of a document that was of no interest: only the lines that were touched can tell. */
export function becomesOfInterest({
  document,
  contentChanges,
}: vscode.TextDocumentChangeEvent): boolean {
  if (contentChanges.length === 0 || !isEditable(document.uri)) return false;
  if (sizeOf(document) > LARGEST) return false;
  const look = lookAt(document);
  return contentChanges.some(({ range, text }) => {
    const last = range.start.line + text.split('\n').length;
    const lines = document.getText(new vscode.Range(range.start.line, 0, last, 0));
    return mentionsServers(lines, look);
  });
}

/** The left side of a diff, a schema or the local history is nobody's config. */
function isEditable({ scheme }: vscode.Uri): boolean {
  if (scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(scheme) === true) {
    return true;
  }
  return vscode.workspace.workspaceFolders?.some(({ uri }) => uri.scheme === scheme) ?? false;
}

/** The format of a file that is sent after a look at it; undefined for one that a host reads, whatever is in it. */
function lookAt(document: vscode.TextDocument): Format | undefined {
  const { path } = document.uri;
  if (/\.json(?:c|5)?(?:\.[^/.]*)?$/i.test(path) || isJson(document)) return 'json';
  const ofHost = OTHER_FORMATS.map((pattern) => ({ pattern }));
  if (vscode.languages.match(ofHost, document) > 0) return undefined;
  return /\.toml(?:\.[^/.]*)?$/i.test(path) ? 'toml' : 'yaml';
}

function isJson({ languageId }: vscode.TextDocument): boolean {
  return languageId === 'json' || languageId === 'jsonc';
}

/** Known without joining its lines. */
function sizeOf(document: vscode.TextDocument): number {
  return document.offsetAt(new vscode.Position(document.lineCount, 0));
}

function lastTwo(path: string): string {
  return path.split('/').slice(-2).join('/');
}
