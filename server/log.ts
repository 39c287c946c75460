import type { RemoteConsole } from 'vscode-languageserver';
import type { ProjectProblem } from '../rules/project/read.ts';
import { safe } from '../rules/secrets/safe.ts';
import { describe } from './describe.ts';

/** What is written into the editor's output channel: never any text of a file. */
export class Log {
  readonly #console: Pick<RemoteConsole, 'error' | 'warn' | 'info'>;
  readonly #said = new Set<string>();

  constructor(console: Pick<RemoteConsole, 'error' | 'warn' | 'info'>) {
    this.#console = console;
  }

  info(text: string): void {
    this.#console.info(unlinked(safe.text(text)));
  }

  /** Says a thing once, however often it happens. */
  warnOnce(text: string): void {
    if (this.#said.has(text)) return;
    this.#said.add(text);
    this.#console.warn(unlinked(safe.text(text)));
  }

  /** A project file that does not say what it should. */
  project(path: string, problems: readonly ProjectProblem[]): void {
    for (const { line, message } of problems) this.warnOnce(`${path}, line ${line}: ${message}`);
  }

  failure(what: string, error: unknown): void {
    this.#console.error(unlinked(`${safe.text(what)} failed: ${describe(error)}`));
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
}

/** Output channels make a link of every address: one from a file leads where somebody wants us to go. */
function unlinked(text: string): string {
  return text.replace(/:(?=\/\/)|\bwww(?=\.)/gi, '$& ');
}
