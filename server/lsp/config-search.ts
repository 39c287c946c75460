import { CUT_SHORT, isConfigPath } from '../machine/find.ts';
import type { PlainFolders } from '../machine/plain-folders.ts';
import { isInside } from '../workspace/inside.ts';
import type { FolderManifests } from './events.ts';
import type { Session } from './session.ts';

/** Finds the configs in the folders that are open, and a person's own ones. */
export class ConfigSearch {
  readonly #session: Session;
  /** A person's own configs, if the settings want them. */
  #home: ReadonlySet<string> = new Set();
  /** What the last search found. A file that has changed since is asked about again: it may be a link by now. */
  readonly #found = new Set<string>();
  /** Folders of which not all configs were looked at. */
  #cut: readonly string[] = [];
  #manifests: readonly FolderManifests[] = [];

  constructor(session: Session) {
    this.#session = session;
  }

  /** Of each folder that was searched. */
  get manifests(): readonly FolderManifests[] {
    return this.#manifests;
  }

  get cut(): readonly string[] {
    return this.#cut;
  }

  /**
   * @param plain told of what is in no folder
   * @returns the paths of all configs; fewer where it was stopped
   */
  async run(signal: AbortSignal, plain: PlainFolders): Promise<readonly string[]> {
    const { folders, log, runtime } = this.#session;
    const overfull: string[] = [];
    const seen: FolderManifests[] = [];
    this.#found.clear();
    for (const folder of folders()) {
      try {
        const { paths, cut, manifests } = await runtime.findConfigs(folder, signal, plain);
        for (const path of paths) this.#found.add(path);
        seen.push({ folder, manifests });
        if (!cut) continue;
        log.warnOnce(`${folder}: ${CUT_SHORT}.`);
        overfull.push(folder);
      } catch (error) {
        if (!signal.aborted) log.failure('Searching a folder for configs', error);
      }
    }
    this.#home = new Set(await this.#homeConfigs());
    if (!signal.aborted) {
      this.#cut = overfull;
      this.#manifests = seen;
    }
    return [...this.#found, ...this.#home];
  }

  /** A file was made, changed or deleted. */
  changed(path: string): void {
    this.#found.delete(path);
  }

  isInReach(path: string): boolean {
    if (this.#home.has(path)) return true;
    return isConfigPath(path) && this.#session.folders().some((folder) => isInside(path, folder));
  }

  /** Whether a path in reach is a file of these folders: a link may lead out of them. */
  async isOurs(path: string): Promise<boolean> {
    if (this.#home.has(path)) return true;
    const { folders, runtime } = this.#session;
    const around = folders().filter((folder) => isInside(path, folder));
    if (around.length > 0 && this.#found.has(path)) return true;
    if (!isConfigPath(path)) return false;
    return (await Promise.all(around.map((it) => runtime.isFoundIn(path, it)))).includes(true);
  }

  async #homeConfigs(): Promise<readonly string[]> {
    const { log, runtime, settings } = this.#session;
    try {
      return (await settings.for('')).home ? await runtime.homeConfigs() : [];
    } catch (error) {
      log.failure("Looking for a person's own configs", error);
      return [];
    }
  }
}
