import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Runtime } from '../../runtime/runtime.ts';
import type { ClientProfile } from '../client-profile.ts';
import type { Events } from '../events.ts';
import type { Sight } from './sight.ts';
import { type Shown, Steady } from './steady.ts';

/** Longer than anybody needs from one key to the next, and than looking one up takes. */
const PAUSE = 2_000;

/** Knows where somebody types, and when they stop: what waits for that is shown then. */
export class Typing {
  readonly #runtime: Runtime;
  readonly #events: Events;
  /** Whether the client can be told later what is withheld now. */
  readonly #tells: boolean;
  readonly #steady = new Steady();
  readonly #pauses = new Map<string, () => void>();

  constructor(runtime: Runtime, client: ClientProfile, events: Events) {
    this.#runtime = runtime;
    this.#events = events;
    this.#tells = !client.pullsDiagnostics || client.refreshesDiagnostics;
  }

  /** How documents are made, so that every edit of theirs is seen. */
  readonly documents = {
    create: TextDocument.create,
    update: (
      document: TextDocument,
      changes: TextDocumentContentChangeEvent[],
      version: number,
    ): TextDocument => {
      if (!this.#tells) return TextDocument.update(document, changes, version);
      for (const [index, change] of changes.entries()) {
        this.#steady.change(document, change, index === 0);
        TextDocument.update(document, [change], version);
      }
      return document;
    },
  };

  /** What to show of the newest version of a document. */
  shown(uri: string, sight: Sight): Shown {
    // Who is not told of the end of typing is shown all at once, and nothing that is no more.
    if (!this.#tells) return { findings: sight.findings, id: '', unsettled: 0 };
    const shown = this.#steady.of(uri, sight);
    this.#pauses.get(uri)?.();
    this.#pauses.delete(uri);
    if (shown.unsettled > 0)
      this.#pauses.set(
        uri,
        this.#runtime.later(() => this.leave(uri), PAUSE),
      );
    return shown;
  }

  /** Whether a document was typed in, and nobody has left or saved it since. */
  isTyping(uri: string): boolean {
    return this.#steady.isTyping(uri);
  }

  /** @param caret where somebody is now; undefined where they are done: they saved, or paused */
  leave(uri: string, caret?: number): void {
    if (!this.#steady.leave(uri, caret)) return;
    this.#events.changed.emit(uri);
    this.#events.outdated.emit();
  }

  forget(uri: string): void {
    this.#pauses.get(uri)?.();
    this.#pauses.delete(uri);
    this.#steady.forget(uri);
  }

  dispose(): void {
    for (const cancel of this.#pauses.values()) cancel();
    this.#pauses.clear();
  }
}
