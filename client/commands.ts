import * as vscode from 'vscode';
import type { Parts } from './commands/index.ts';

/** What `client-commands.cjs` offers. */
export type CommandsBundle = typeof import('./commands/index.ts');

/** Stands in for the commands until one is called, or the server has come up: most windows need none of them. */
export class Commands implements vscode.Disposable {
  readonly #parts: Parts;
  #subscriptions: vscode.Disposable[];
  #loaded: CommandsBundle | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { commands }: { commands: readonly { command: string }[] } =
      parts.context.extension.packageJSON.contributes;
    this.#subscriptions = [
      ...commands.flatMap(({ command }) => this.#standIn(command)),
      parts.session.onStart(async () => void this.load()),
    ];
  }

  load(): CommandsBundle {
    if (this.#loaded) return this.#loaded;
    this.dispose();
    const loaded: CommandsBundle = require('./client-commands.cjs');
    this.#loaded = loaded;
    this.#subscriptions = [loaded.registerCommands(this.#parts)];
    return loaded;
  }

  dispose(): void {
    for (const it of this.#subscriptions.splice(0)) it.dispose();
  }

  #standIn(id: string): readonly vscode.Disposable[] {
    // Its pages are there without any of this.
    if (id === 'mcpChecklist.showRule') return [];
    const load = (...args: readonly unknown[]): Thenable<unknown> => {
      this.load();
      return vscode.commands.executeCommand(id, ...args);
    };
    return [vscode.commands.registerCommand(id, load)];
  }
}
