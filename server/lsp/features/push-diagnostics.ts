import type { Session } from '../session.ts';
import type { DiagnosticsOf } from './diagnostics.ts';

/** Long enough for a word to be typed, short enough not to be waited for. */
const DELAY = 250;

/** Sends diagnostics to clients that do not ask for them. */
export class PushDiagnostics {
  readonly #session: Session;
  readonly #of: DiagnosticsOf;
  readonly #waiting = new Map<string, () => void>();

  constructor(session: Session, of: DiagnosticsOf) {
    this.#session = session;
    this.#of = of;
    session.events.changed.on((uri) => this.#changed(uri));
    const again = (): void => {
      for (const { uri } of session.documents.all()) this.#schedule(uri);
    };
    session.events.outdated.on(again);
    session.events.late.on(again);
  }

  #changed(uri: string): void {
    if (this.#session.documents.get(uri)) this.#schedule(uri);
    else void this.#session.log.guard('Clearing diagnostics', undefined, () => this.#clear(uri))();
  }

  #schedule(uri: string): void {
    this.#waiting.get(uri)?.();
    const send = this.#session.log.guard('Sending diagnostics', undefined, () => this.#send(uri));
    const cancel = this.#session.runtime.later(() => {
      this.#waiting.delete(uri);
      void send();
    }, DELAY);
    this.#waiting.set(uri, cancel);
  }

  async #clear(uri: string): Promise<void> {
    this.#waiting.get(uri)?.();
    this.#waiting.delete(uri);
    await this.#session.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  dispose(): void {
    for (const cancel of this.#waiting.values()) cancel();
    this.#waiting.clear();
  }

  async #send(uri: string): Promise<void> {
    const { connection, documents } = this.#session;
    const document = documents.get(uri);
    if (!document) return;
    const { items, version } = await this.#of(document);
    // Closed while the settings were asked for: what was cleared stays cleared.
    if (documents.get(uri) !== document) return;
    await connection.sendDiagnostics({ uri, version, diagnostics: [...items] });
  }
}
