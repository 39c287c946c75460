import * as vscode from 'vscode';
import { isOfProject } from '../../rules/project/signs.ts';
import type { ProjectState } from '../../server/protocol.ts';

/** Where the server projects are that a server has told of: what is typed in them is its business. */
export class Projects {
  #roots: readonly string[] = [];

  /** @returns whether they are others than before */
  receive(projects: readonly ProjectState[]): boolean {
    const roots = projects.map(({ root }) => `${vscode.Uri.parse(root).toString()}/`);
    const changed = roots.join() !== this.#roots.join();
    this.#roots = roots;
    return changed;
  }

  has(uri: vscode.Uri): boolean {
    if (this.#roots.length === 0 || uri.scheme !== 'file') return false;
    const name = uri.toString();
    const root = this.#roots.find((it) => name.startsWith(it));
    return root !== undefined && isOfProject(name.slice(root.length));
  }

  /** A new server has told of none. */
  clear(): void {
    this.#roots = [];
  }
}
