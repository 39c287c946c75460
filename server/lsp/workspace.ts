import { isAbsolute } from 'node:path';
import type { CancellationToken } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { unreadEvidence } from '../../rules/checklists/evidence.ts';
import { serverOf } from '../../rules/engine/about.ts';
import type { Severity } from '../../rules/findings/finding.ts';
import { hostsOfPath, isOffFile } from '../../rules/hosts/index.ts';
import type { Analysis } from '../../rules/index.ts';
import { PROJECT_FILE } from '../../rules/policy/policy.ts';
import { isSource } from '../../rules/project/signs.ts';
import { pathFrom } from '../machine/paths.ts';
import { PlainFolders } from '../machine/plain-folders.ts';
import { checklistChanged, type ScanResult } from '../protocol.ts';
import { addressOf, uriOfAddress } from '../runtime/addresses.ts';
import { isInside } from '../workspace/inside.ts';
import type { FileInReach } from '../workspace/inspector.ts';
import { type Beside, lookBeside } from './beside.ts';
import { ChecklistUpdates } from './checklist-updates.ts';
import { type ClosedFile, ClosedFiles } from './closed-files.ts';
import { ConfigSearch } from './config-search.ts';
import { toDiagnostics } from './features/diagnostics.ts';
import { type KnownConfig, placesOf, type Silenced } from './known-config.ts';
import { nextTurn } from './next-turn.ts';
import { serverRows, withOff } from './server-rows.ts';
import type { Session } from './session.ts';
import type { ServerSettings } from './settings-store.ts';

/** Typing comes in bursts, and so do changes on disk. */
const DELAY = 100;
/** An edit among more configs joins lists of all of them. */
const MANY = 1000;
/** How many files are read at a time: what is asked meanwhile waits for no more than these. */
const BATCH = 8;

interface Attended {
  readonly token: CancellationToken;
  /** Told how many configs have been read. */
  report(read: number): void;
}

/** A config as it was at one moment, and how to judge what it could become. */
export interface ReadConfig {
  /** A copy: what is typed from here on does not reach it. */
  readonly document: TextDocument;
  /** The version that the client had given it; null for what was read from disk. */
  readonly version: number | null;
  readonly settings: ServerSettings;
  readonly file: FileInReach;
}

/**
 * Every config in reach: the hosts' files in the workspace folders, a person's own ones, and those that
 * are open. An open document wins over the file it was read from. Tells the client what the checklist says about them.
 */
export class Workspace {
  readonly #session: Session;
  /** By path, or by URI for what is not on this disk. */
  readonly #configs = new Map<string, KnownConfig>();
  readonly #search: ConfigSearch;
  readonly #closed = new ClosedFiles();
  /** Whether a person wants to see their own configs among the problems of a folder. */
  #wantsHome = false;
  #hasAsked = false;
  readonly #queue = new Set<string>();
  #draining: Promise<void> | undefined;
  #scan = new AbortController();
  #cancelScan: (() => void) | undefined;
  #cancelPublish: (() => void) | undefined;
  readonly #updates = new ChecklistUpdates();
  #publishing: Promise<void> = Promise.resolve();
  #ready = false;

  constructor(session: Session) {
    this.#session = session;
    this.#search = new ConfigSearch(session);
    session.events.changed.on((uri) => {
      const key = this.#keyOf(uri);
      if (isSource(key)) return;
      this.#queue.add(key);
      this.#schedule();
    });
  }

  /** Reads everything again, soon: folders and settings tend to change several times at once. */
  rescan(): void {
    const scan = this.#session.log.guard('Reading the workspace', undefined, () => this.scan());
    this.#cancelScan?.();
    this.#cancelScan = this.#session.runtime.later(() => void scan(), DELAY);
  }

  /** @param attended how a person who waits for it sees how far it is, and stops it */
  async scan(attended?: Attended): Promise<void> {
    this.#scan.abort();
    const scan = new AbortController();
    this.#scan = scan;
    const { signal } = scan;
    if (attended) {
      this.#hasAsked = true;
      // Also what no watcher told of.
      this.#session.facts.projectsChanged();
    }
    attended?.token.onCancellationRequested(() => {
      scan.abort();
      this.#queue.clear();
    });
    this.#session.facts.offChanged();
    const plain = new PlainFolders();
    const found = new Set(await this.#search.run(signal, plain));
    if (signal.aborted) return;
    this.#session.facts.passed(plain);
    this.#session.events.searched.emit(this.#search.manifests);
    const { documents, settings } = this.#session;
    this.#wantsHome = this.#hasAsked || (await settings.for('')).together;
    for (const { uri } of documents.all())
      if (!isSource(this.#keyOf(uri))) found.add(this.#keyOf(uri));
    for (const key of this.#configs.keys()) found.add(key);
    for (const key of found) this.#queue.add(key);
    await this.#drain(attended?.report);
    this.#session.facts.passed(undefined);
    if (this.#configs.size > MANY) this.#session.runtime.expectMuch?.();
    this.#ready = true;
    this.#schedule();
  }

  /** A file was made, changed or deleted. */
  watched(uris: readonly string[]): void {
    for (const uri of uris) {
      const key = this.#keyOf(uri);
      this.#search.changed(key);
      if (/[\\/]\.gitignore$/.test(key)) this.#session.facts.gitChanged();
      const isPolicy = key.endsWith(PROJECT_FILE);
      if (isPolicy) this.#session.facts.projectsChanged();
      if (isPolicy || isOffFile(key)) {
        this.#session.events.outdated.emit();
        this.rescan();
      }
      if (this.#configs.has(key) || this.#search.isInReach(key)) this.#queue.add(key);
    }
    this.#schedule();
  }

  /** Every config in reach. */
  uris(): readonly string[] {
    return [...this.#configs.values()].map(({ uri }) => uri).sort();
  }

  /** The configs in which a rule has something to say. */
  urisWith(rule: string): readonly string[] {
    return [...this.#configs.values()]
      .filter(({ evidence }) => evidence.findings.some((it) => it.rule === rule))
      .map(({ uri }) => uri)
      .sort();
  }

  /** A config as it is now, in the editor or else on disk; undefined for anything else. */
  read(uri: string): Promise<ReadConfig | undefined> {
    return this.#read(this.#keyOf(uri));
  }

  async #read(key: string): Promise<ReadConfig | undefined> {
    const { facts, inspector, runtime, settings } = this.#session;
    const open = this.#openDocument(key);
    const text = open
      ? open.getText()
      : (await this.#search.isOurs(key))
        ? await runtime.readText(key)
        : undefined;
    if (text === undefined) return undefined;
    // With the text, before anything is waited for.
    const version = open?.version ?? null;
    const own = await settings.for(open?.uri ?? uriOfAddress(runtime, facts.folderOf(key) ?? key));
    const file = await inspector.fileAt(key, { settings: own });
    const name = open?.uri ?? uriOfAddress(runtime, key);
    return {
      document: TextDocument.create(name, 'jsonc', version ?? 0, text),
      version,
      settings: own,
      file,
    };
  }

  /** Whether a config still is what was read: in the editor, or else on disk. */
  async isAsRead({ document, version }: ReadConfig): Promise<boolean> {
    const key = this.#keyOf(document.uri);
    const open = this.#openDocument(key);
    if (version !== null) return open?.version === version && open.getText() === document.getText();
    const onDisk = open ? undefined : await this.#session.runtime.readText(key);
    // Opened while the disk was read: from then on the editor's text counts, under a version.
    return onDisk === document.getText() && !this.#openDocument(key);
  }

  /**
   * What is said about configs that nobody has open, by path: of this folder, and a person's own where they want that.
   *
   * @returns undefined while not all of them have been looked at
   */
  closedFiles(): ReadonlyMap<string, ClosedFile> | undefined {
    if (!this.#ready) return undefined;
    return this.#closed.all((path) => this.#wantsHome || this.#isInFolder(path));
  }

  /** How much was found, everywhere. */
  totals(): ScanResult {
    const findings = [...this.#configs.values()].flatMap(({ evidence }) => evidence.findings);
    const count = (severity: Severity): number =>
      findings.filter((it) => it.severity === severity).length;
    return {
      configs: this.#configs.size,
      findings: findings.length,
      errors: count('error'),
      warnings: count('warning'),
    };
  }

  /** What is known of a config in reach. */
  configOf(uri: string): KnownConfig | undefined {
    return this.#configs.get(this.#keyOf(uri));
  }

  /**
   * What is silenced in the configs of a folder, with their paths from there.
   *
   * @returns undefined while not all of them have been looked at, or where nobody looks at all of them
   */
  silencedBelow(folder: string): readonly (Silenced & { readonly path: string })[] | undefined {
    const { folders } = this.#session;
    const seen = folders().some((it) => it === folder || isInside(folder, it));
    if (!this.#ready || !seen) return undefined;
    return [...this.#configs].flatMap(([key, { silenced }]) => {
      if (!isInside(key, folder)) return [];
      const path = pathFrom(folder, key);
      return silenced.map((it) => ({ ...it, path }));
    });
  }

  /** What is silenced in all configs, as one text: another one whenever something else is. */
  silenced(): string {
    return JSON.stringify([...this.#configs].map(([key, { silenced }]) => [key, silenced]));
  }

  /** What is kept for this person has changed. */
  keptChanged(): void {
    for (const key of this.#configs.keys()) this.#queue.add(key);
    this.#schedule();
  }

  dispose(): void {
    this.#scan.abort();
    this.#cancelScan?.();
    this.#cancelPublish?.();
    this.#queue.clear();
  }

  #keyOf(uri: string): string {
    return addressOf(this.#session.runtime, uri);
  }

  #schedule(): void {
    this.#cancelPublish?.();
    const publish = this.#session.log.guard('The checklist', undefined, () =>
      this.#publishInTurn(),
    );
    this.#cancelPublish = this.#session.runtime.later(() => void publish(), DELAY);
  }

  /** What was told in part is told to the end first. */
  #publishInTurn(): Promise<void> {
    const publish = this.#publishing.then(() => this.#publish());
    this.#publishing = publish.catch(() => undefined);
    return publish;
  }

  async #publish(): Promise<void> {
    await this.#drain();
    const { client, connection, events, runtime, settings } = this.#session;
    await this.#session.inspector.refresh(async (keys) => {
      // Who looks at one of them does not wait for the thousands that nobody looks at.
      if (keys.some((key) => this.#openDocument(key))) events.outdated.emit();
      for (const key of keys) if (this.#configs.has(key)) this.#queue.add(key);
      await this.#drain();
    });
    events.judged.emit();
    if (!this.#ready || !client.options.checklist) return;
    const { together } = await settings.for('');
    const around = {
      together,
      home: runtime.homeFolder,
      inFolder: (path: string) => this.#isInFolder(path),
      cut: this.#search.cut,
    };
    for await (const update of this.#updates.next(this.#configs, runtime.now(), around))
      await connection.sendNotification(checklistChanged, update);
  }

  /** What is on no disk, such as a file that is not saved yet, is in front of the person. */
  #isInFolder(path: string): boolean {
    return !isAbsolute(path) || this.#session.folders().some((folder) => isInside(path, folder));
  }

  /** One at a time, so that of two readings of a file the later one counts. */
  #drain(report?: (read: number) => void): Promise<void> {
    this.#draining ??= this.#work(report).finally(() => {
      this.#draining = undefined;
    });
    return this.#draining;
  }

  async #work(report?: (read: number) => void): Promise<void> {
    const load = this.#session.log.guard('Reading a config', undefined, (key: string) =>
      this.#load(key),
    );
    let read = 0;
    while (this.#queue.size > 0) {
      const batch = this.#nextBatch();
      for (const key of batch) this.#queue.delete(key);
      await Promise.all(batch.map(load));
      read += batch.length;
      report?.(read);
      await nextTurn();
    }
  }

  /** What is in front of the person comes first. */
  #nextBatch(): readonly string[] {
    const open = this.#session.documents.all().map(({ uri }) => this.#keyOf(uri));
    const batch = open.filter((key) => this.#queue.has(key)).slice(0, BATCH);
    for (const key of this.#queue) {
      if (batch.length >= BATCH) break;
      if (!batch.includes(key)) batch.push(key);
    }
    return batch;
  }

  async #load(key: string): Promise<void> {
    const { analyses, inspector } = this.#session;
    const open = this.#openDocument(key);
    if (open) {
      const { analysis, document, file, shown } = await analyses.shownAsConfig(open);
      if (this.#isTorn(key, analysis)) return;
      const steady = { ...analysis, findings: shown.findings };
      this.#keep(
        key,
        document,
        steady,
        file,
        await lookBeside(this.#session, file, document.getText(), analysis),
      );
      return;
    }
    const read = await this.#read(key);
    if (!read) {
      this.#forget(key);
      await this.#keepUnread(key);
      return;
    }
    const { document, file } = read;
    const analysis = inspector.judge(file, document.getText());
    this.#keep(
      key,
      document,
      analysis,
      file,
      await lookBeside(this.#session, file, document.getText(), analysis),
    );
  }

  /** Half-typed, so that servers are missing that were there: what is known of them stays. */
  #isTorn(key: string, { config }: Analysis): boolean {
    const known = this.#configs.get(key);
    if (!known || !this.#session.typing.isTyping(known.uri)) return false;
    if (!config) return true;
    const { servers } = known.evidence;
    return config.document.problems.length > 0 && config.servers.length < servers.length;
  }

  /** Keeps what was found, and lets go of the text it was found in. */
  #keep(
    key: string,
    document: TextDocument,
    analysis: Analysis,
    file: FileInReach,
    beside: Beside,
  ): void {
    const { config, findings, credentials } = analysis;
    const { attestations, inspector, probes } = this.#session;
    const found = inspector.remember(file, analysis, {
      attestations: attestations.about(document.uri),
      probes: probes.about(document.uri),
    });
    if (!config || !found) {
      this.#forget(key);
      return;
    }
    if (this.#openDocument(key)) this.#closed.forget(key);
    else this.#closed.keep(key, document.uri, toDiagnostics(this.#session, document, findings));
    const { runtime } = this.#session;
    const { parked } = beside;
    const evidence = { ...found, ...(parked && { parked }) };
    const places = placesOf(document, found.findings, parked, (it) => uriOfAddress(runtime, it));
    const hash = file.known.facts.credentials?.hash ?? runtime.hashCredential;
    const own = serverRows(document, config, findings, credentials, hash);
    const rows = withOff(own, document.uri, config.host.stop.how, beside);
    const silenced = [...findings, ...(parked?.silenced ?? [])]
      .filter(({ suppressed }) => suppressed !== null)
      .map((it) => ({ rule: it.rule, server: serverOf(it), pointer: it.pointer }));
    const { project } = file.known;
    this.#configs.set(key, { uri: document.uri, evidence, places, rows, silenced, project });
  }

  /** A host's own file that is there and is no text: what is not read is not clean. */
  async #keepUnread(key: string): Promise<void> {
    const { runtime } = this.#session;
    const host = hostsOfPath(key).find(({ dedicated, sniff }) => dedicated && !sniff);
    if (!host || !this.#search.isInReach(key) || !(await runtime.exists(key))) return;
    const uri = uriOfAddress(runtime, key);
    const evidence = unreadEvidence(key, host.id);
    const nothing = { places: new Map(), rows: [], silenced: [], project: undefined };
    this.#configs.set(key, { uri, evidence, ...nothing });
  }

  #forget(key: string): void {
    this.#configs.delete(key);
    this.#closed.forget(key);
    this.#session.facts.forget(key);
  }

  #openDocument(key: string): TextDocument | undefined {
    return this.#session.documents.all().find(({ uri }) => uri === key || this.#keyOf(uri) === key);
  }
}
