/** What happens on the server. Whoever tells of it does not know who listens. */
export class Events {
  /** A document was opened, edited or closed. Told its URI. */
  readonly changed: Event<string> = new Event();
  /** Configs in reach were judged, some for the first time. */
  readonly judged: Event<void> = new Event();
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
