import type * as vscode from 'vscode';
import { type PersonalProbe, personalProbes } from '../../server/protocol.ts';
import type { Session } from '../connection/session.ts';

export const KEY = 'mcpChecklist.probes';

/** What probes showed, kept for this person in this workspace and sent along at every start. */
export class KeptProbes {
  readonly #session: Session;
  readonly #storage: vscode.Memento;

  constructor(session: Session, storage: vscode.Memento) {
    this.#session = session;
    this.#storage = storage;
  }

  send(): Promise<void> {
    const kept: readonly PersonalProbe[] = this.#storage.get(KEY, []);
    return this.#session.notify(personalProbes, kept);
  }

  /** @param probes all that there are from now on; null for no change */
  async keep(probes: readonly PersonalProbe[] | null | undefined): Promise<void> {
    if (!probes) return;
    await this.#storage.update(KEY, probes);
    await this.send();
  }
}
