import { TextDocument } from 'vscode-languageserver-textdocument';
import { evidenceOf } from '../../rules/checklists/evidence.ts';
import type { Analysis } from '../../rules/index.ts';
import { summarizeConfig } from '../../rules/summary.ts';
import { checklistChanged } from '../protocol.ts';
import { rangeOf } from '../ranges.ts';
import type { Session } from '../session.ts';
import { checklistState, type KnownConfig } from './checklist-state.ts';
import { isConfigPath } from './find.ts';

/** Typing comes in bursts, and so do changes on disk. */
const DELAY = 100;
/** How many files are read at a time. */
const BATCH = 16;

/**
 * Every config in reach: the hosts' files in the workspace folders, and whatever configs are open. An open
 * document wins over the file it was read from. Tells the client what the checklist says about them.
 */
export class Workspace {
  readonly #session: Session;
  /** By path, or by URI for what is not on this disk. */
  readonly #configs = new Map<string, KnownConfig>();
  readonly #queue = new Set<string>();
  #draining: Promise<void> | undefined;
  #scan = new AbortController();
  #cancelScan: (() => void) | undefined;
  #cancelPublish: (() => void) | undefined;
  #published = '';
  #ready = false;
  readonly #othersChanged: () => void;

  /** @param othersChanged called when what configs may know of each other has changed */
  constructor(session: Session, othersChanged: () => void) {
    this.#session = session;
    this.#othersChanged = othersChanged;
  }

  /** Reads everything anew, soon: folders and settings tend to change several times at once. */
  rescan(): void {
    const scan = this.#session.log.guard('Reading the workspace', undefined, () => this.scan());
    this.#cancelScan?.();
    this.#cancelScan = this.#session.runtime.later(() => void scan(), DELAY);
  }

  async scan(): Promise<void> {
    this.#scan.abort();
    this.#scan = new AbortController();
    const { signal } = this.#scan;
    const { documents, log, runtime } = this.#session;
    const found = new Set<string>();
    for (const folder of this.#session.folders()) {
      try {
        for (const path of await runtime.findConfigs(folder, signal)) found.add(path);
      } catch (error) {
        if (!signal.aborted) log.failure('Searching a folder for configs', error);
      }
    }
    if (signal.aborted) return;
    for (const { uri } of documents.all()) found.add(this.#keyOf(uri));
    for (const key of this.#configs.keys()) found.add(key);
    for (const key of found) this.#queue.add(key);
    await this.#drain();
    this.#ready = true;
    this.#schedule();
  }

  /** A document was opened, edited or closed. */
  touched(uri: string): void {
    this.#queue.add(this.#keyOf(uri));
    this.#schedule();
  }

  /** A file was made, changed or deleted. */
  watched(uris: readonly string[]): void {
    for (const uri of uris) {
      const key = this.#keyOf(uri);
      if (this.#configs.has(key) || this.#isInReach(key)) this.#queue.add(key);
    }
    if (this.#queue.size > 0) this.#schedule();
  }

  dispose(): void {
    this.#scan.abort();
    this.#cancelScan?.();
    this.#cancelPublish?.();
    this.#queue.clear();
  }

  #keyOf(uri: string): string {
    return this.#session.runtime.pathOf(uri) ?? uri;
  }

  #isInReach(path: string): boolean {
    return isConfigPath(path) && this.#session.folders().some((folder) => isInside(path, folder));
  }

  #schedule(): void {
    this.#cancelPublish?.();
    const publish = this.#session.log.guard('The checklist', undefined, () => this.#publish());
    this.#cancelPublish = this.#session.runtime.later(() => void publish(), DELAY);
  }

  async #publish(): Promise<void> {
    await this.#drain();
    const outdated = this.#session.summaries.takeOutdated();
    if (outdated.length > 0) {
      for (const key of outdated) if (this.#configs.has(key)) this.#queue.add(key);
      await this.#drain();
      this.#session.summaries.takeOutdated();
      this.#othersChanged();
    }
    if (!this.#ready || !this.#session.client.options.checklist) return;
    const state = checklistState([...this.#configs.values()]);
    const written = JSON.stringify(state);
    if (written === this.#published) return;
    this.#published = written;
    await this.#session.connection.sendNotification(checklistChanged, state);
  }

  /** One at a time, so that of two readings of a file the later one counts. */
  #drain(): Promise<void> {
    this.#draining ??= this.#work().finally(() => {
      this.#draining = undefined;
    });
    return this.#draining;
  }

  async #work(): Promise<void> {
    const load = this.#session.log.guard('Reading a config', undefined, (key: string) =>
      this.#load(key),
    );
    while (this.#queue.size > 0) {
      const batch = [...this.#queue].slice(0, BATCH);
      for (const key of batch) this.#queue.delete(key);
      await Promise.all(batch.map(load));
    }
  }

  async #load(key: string): Promise<void> {
    const { analyses, runtime, settings } = this.#session;
    const open = this.#openDocument(key);
    if (open) {
      const { analysis, document } = await analyses.of(open);
      this.#keep(key, document, analysis);
      return;
    }
    const text = this.#isInReach(key) ? await runtime.readText(key) : undefined;
    if (text === undefined) {
      this.#forget(key);
      return;
    }
    const folder = this.#session.folders().find((it) => isInside(key, it)) ?? key;
    const options = {
      path: key,
      settings: await settings.for(runtime.uriOf(folder)),
      facts: { now: runtime.now(), others: this.#session.summaries.others(key) },
    };
    const document = TextDocument.create(runtime.uriOf(key), 'jsonc', 0, text);
    this.#keep(key, document, runtime.analyze(text, options));
  }

  /** Keeps what was found, and lets go of the text it was found in. */
  #keep(key: string, document: TextDocument, { config, findings }: Analysis): void {
    if (!config) {
      this.#forget(key);
      return;
    }
    this.#session.summaries.set(key, summarizeConfig(key, config));
    const light = findings.map((finding) => ({ ...finding, fixes: [] }));
    const evidence = evidenceOf(key, config, light);
    const ranges = new Map(evidence.findings.map((it) => [it, rangeOf(document, it.span)]));
    this.#configs.set(key, { uri: document.uri, evidence, ranges });
  }

  #forget(key: string): void {
    this.#configs.delete(key);
    this.#session.summaries.delete(key);
  }

  #openDocument(key: string): TextDocument | undefined {
    return this.#session.documents.all().find(({ uri }) => uri === key || this.#keyOf(uri) === key);
  }
}

function isInside(path: string, folder: string): boolean {
  if (!path.startsWith(folder)) return false;
  const next = path[folder.length];
  return next === '/' || next === '\\' || /[\\/]$/.test(folder);
}
