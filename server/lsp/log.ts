import type { RemoteConsole } from 'vscode-languageserver';
import type { ProjectProblem } from '../../rules/policy/read.ts';
import { safe } from '../../rules/secrets/safe.ts';
import { describe } from '../runtime/describe.ts';

/** What is written into the editor's output channel: never any text of a file. */
export class Log {
  readonly #console: Pick<RemoteConsole, 'error' | 'warn' | 'info'>;
  readonly #said = new Set<string>();

  constructor(console: Pick<RemoteConsole, 'error' | 'warn' | 'info'>) {
    this.#console = console;
  }

  info(text: string): void {
    this.#write('info', safe.text(text));
  }

  /** Says a thing once, however often it happens. */
  warnOnce(text: string): void {
    if (this.#said.has(text)) return;
    this.#said.add(text);
    this.#write('warn', safe.text(text));
  }

  /** A project file that does not say what it should. */
  project(path: string, problems: readonly ProjectProblem[]): void {
    for (const { line, message } of problems) this.warnOnce(`${path}, line ${line}: ${message}`);
  }

  failure(what: string, error: unknown): void {
    this.#write('error', `${safe.text(what)} failed: ${describe(error)}`);
  }

  /**
   * Wraps a handler so that whatever goes wrong is logged and the default is answered. A client's refusal of a
   * question of ours is such a thing as well: thrown out of the handler of a notification it would end the process.
   */
  guard<Args extends readonly unknown[], Result>(
    what: string,
    fallback: Result,
    handler: (...args: Args) => Result | Promise<Result>,
  ): (...args: Args) => Promise<Result> {
    return async (...args) => {
      try {
        return await handler(...args);
      } catch (error) {
        this.failure(what, error);
        return fallback;
      }
    };
  }

  #write(kind: 'error' | 'warn' | 'info', text: string): void {
    try {
      this.#console[kind](unlinked(text));
    } catch {
      // The client has gone while something went on: nobody reads it.
    }
  }
}

/** Output channels make a link of every address: one from a file leads where somebody wants us to go. */
function unlinked(text: string): string {
  return text.replace(/:(?=\/\/)|\bwww(?=\.)/gi, '$& ');
}
