import type { Diagnostic } from 'vscode-languageserver';

/** What is said about a config that nobody has open. */
export interface ClosedFile {
  readonly uri: string;
  /** Another one whenever something else is said, and whenever the file was open meanwhile. */
  readonly id: string;
  readonly items: readonly Diagnostic[];
}

/** Keeps what is said about closed files, and when it changes. */
export class ClosedFiles {
  /** By path. */
  readonly #files = new Map<string, ClosedFile>();
  #count = 0;

  keep(path: string, uri: string, items: readonly Diagnostic[]): void {
    const before = this.#files.get(path);
    if (before && JSON.stringify(before.items) === JSON.stringify(items)) return;
    this.#count += 1;
    this.#files.set(path, { id: `closed-${this.#count}`, uri, items });
  }

  /** It is open, or no more. */
  forget(path: string): void {
    this.#files.delete(path);
  }

  /**
   * What is said, by path.
   *
   * @param isWanted told each path
   */
  all(isWanted: (path: string) => boolean): ReadonlyMap<string, ClosedFile> {
    return new Map([...this.#files].filter(([path]) => isWanted(path)));
  }
}
