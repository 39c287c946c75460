/** Manifests that may speak of a server, near the top of a folder. */
export interface FolderManifests {
  readonly folder: string;
  readonly manifests: readonly string[];
}

/** What happens on the server. Whoever tells of it does not know who listens. */
export class Events {
  /** A document was opened, edited or closed. Told its URI. */
  readonly changed: Event<string> = new Event();
  /** The folders that are open were searched: with the manifests in each. */
  readonly searched: Event<readonly FolderManifests[]> = new Event();
  /** Server projects were found, judged, or are gone. */
  readonly projects: Event<void> = new Event();
  /** Configs in reach were judged, some for the first time. */
  readonly judged: Event<void> = new Event();
  /** Something else is to be shown of open documents than was, as they have been judged meanwhile. */
  readonly late: Event<void> = new Event();
  /** Open documents have to be judged again, for a reason outside of their text. */
  readonly outdated: Event<void> = new Event();
}

class Event<T> {
  readonly #listeners: ((value: T) => void)[] = [];

  on(listener: (value: T) => void): void {
    this.#listeners.push(listener);
  }

  emit(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }
}
