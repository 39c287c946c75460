import { refusalOf } from '../../../rules/catalog/refusal.ts';
import type { Answer, Lookup } from '../../../rules/findings/finding.ts';
import type { Session } from '../session.ts';

/** How long an answer from disk is believed: one look at the light bulb asks several times. */
const LIFETIME = 5_000;

interface Known {
  readonly answer: Promise<Answer | undefined>;
  readonly until: number;
}

/** Which versions are on this machine, asked of the disk only and never for long. */
export class InstalledVersions {
  readonly #session: Session;
  readonly #known = new Map<string, Known>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** @returns undefined where nothing is installed, or nobody knows within that time */
  async find(uri: string, lookup: Lookup, patience: number): Promise<Answer | undefined> {
    const found = await this.onDisk(uri, lookup, patience);
    return found && !refusalOf(lookup)(found.version) ? found : undefined;
  }

  /** The same, whether it should be started or not: for somebody who wants to know what does. */
  async onDisk(uri: string, lookup: Lookup, patience: number): Promise<Answer | undefined> {
    const configPath = this.#session.runtime.pathOf(uri);
    if (configPath === undefined) return undefined;
    const now = this.#session.runtime.now();
    const key = JSON.stringify([configPath, lookup]);
    let known = this.#known.get(key);
    if (!known || known.until < now) {
      for (const [other, { until }] of this.#known) if (until < now) this.#known.delete(other);
      known = { answer: this.#ask(lookup, configPath), until: now + LIFETIME };
      this.#known.set(key, known);
    }
    return this.#atMost(known.answer, patience);
  }

  /** The host that would be asked for the newest version; undefined where that takes longer to find out. */
  async hostAsked(uri: string, lookup: Lookup, patience: number): Promise<string | undefined> {
    const { client, log, runtime } = this.#session;
    const configPath = runtime.pathOf(uri) ?? '';
    const trusted = client.options.trusted !== false;
    const host = runtime.versions.hostAsked(lookup, { configPath, trusted }).catch((error) => {
      log.failure('Finding out which registry would be asked', error);
      return undefined;
    });
    return this.#atMost(host, patience);
  }

  async #ask(lookup: Lookup, configPath: string): Promise<Answer | undefined> {
    const { runtime, log } = this.#session;
    try {
      const workspaceFolders = this.#session.folders();
      return await runtime.versions.installedVersion(lookup, {
        configPath,
        workspaceFolders,
      });
    } catch (error) {
      log.failure('Looking for the installed version', error);
      return undefined;
    }
  }

  #atMost<T>(answer: Promise<T | undefined>, patience: number): Promise<T | undefined> {
    return new Promise((resolve) => {
      const cancel = this.#session.runtime.later(() => resolve(undefined), patience);
      const settle = (value: T | undefined): void => {
        cancel();
        resolve(value);
      };
      answer.then(settle, () => settle(undefined));
    });
  }
}
