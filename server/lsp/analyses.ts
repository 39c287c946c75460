import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../../rules/findings/finding.ts';
import type { Analysis } from '../../rules/index.ts';
import { isSource } from '../../rules/project/signs.ts';
import { addressOf } from '../runtime/addresses.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { FactStore } from '../workspace/fact-store.ts';
import type { FileInReach, Inspector } from '../workspace/inspector.ts';
import { type DocumentAnalysis, DocumentVersion } from './document-version.ts';
import type { ProjectPart, ServerProjects } from './projects/server-projects.ts';
import type { ServerSettings, SettingsStore } from './settings-store.ts';
import type { Shown } from './typing/steady.ts';
import type { Typing } from './typing/typing.ts';

/** A longer text is dozens of servers, and each key makes megabytes of it. */
const MUCH = 4096;

/** So long, in milliseconds, may what was found elsewhere in a text count on: a token may have expired meanwhile. */
const LONG = 60_000;

/** A version with what is shown of it while somebody types. */
export interface ShownAnalysis extends DocumentAnalysis {
  readonly shown: Shown;
}

/** What is shown of a version, of which only a part may have been judged. */
export interface Glance {
  readonly id: string;
  readonly version: number;
  readonly shown: Shown;
}

interface Entry {
  readonly version: DocumentVersion;
  readonly stamp: string;
}

/** Judges open documents once per version, settings and what other files say: diagnostics, actions and the checklist share it. */
export class Analyses {
  readonly #runtime: Runtime;
  readonly #settings: SettingsStore;
  readonly #facts: FactStore;
  readonly #inspector: Inspector;
  readonly #typing: Typing;
  readonly #known = new Map<string, Entry>();
  readonly #projects: ServerProjects;
  #count = 0;

  constructor(
    runtime: Runtime,
    settings: SettingsStore,
    facts: FactStore,
    inspector: Inspector,
    typing: Typing,
    projects: ServerProjects,
  ) {
    this.#projects = projects;
    this.#runtime = runtime;
    this.#settings = settings;
    this.#facts = facts;
    this.#inspector = inspector;
    this.#typing = typing;
  }

  /** A document as a config, and as part of a server project: whichever it is. */
  async of(document: TextDocument): Promise<DocumentAnalysis> {
    await this.#projects.judged(document);
    const checked = await this.asConfig(document);
    const part = this.#projects.now(document);
    if (!part) return checked;
    const analysis = withFindingsOf(part, checked.analysis);
    return { ...checked, id: `${checked.id} ${part.id}`, analysis };
  }

  /** A document as a config alone; that takes no longer than its own text does. */
  async asConfig(document: TextDocument): Promise<DocumentAnalysis> {
    return (await this.#newest(document)).whole.checked;
  }

  /** The same with what is shown of it. */
  async shownOf(document: TextDocument): Promise<ShownAnalysis> {
    await this.#projects.judged(document);
    const checked = await this.shownAsConfig(document);
    const part = this.#projects.now(document);
    if (!part) return checked;
    const { analysis, shown } = checked;
    return {
      ...checked,
      analysis: withFindingsOf(part, analysis),
      shown: { ...withFindingsOf(part, shown), id: `${shown.id} ${part.id}` },
    };
  }

  async shownAsConfig(document: TextDocument): Promise<ShownAnalysis> {
    const { checked, sight } = (await this.#newest(document)).whole;
    return { ...checked, shown: this.#typing.shown(document.uri, sight) };
  }

  /** What is shown, without fixes: after a key that takes no longer than to judge what the key has changed. */
  async glanceAt(document: TextDocument): Promise<Glance> {
    await this.#projects.judged(document);
    const { looked, sight } = await this.#newest(document);
    const { id, version } = looked;
    const shown = this.#typing.shown(document.uri, sight);
    const part = this.#projects.now(document);
    if (!part) return { id, version, shown };
    return { id: `${id} ${part.id}`, version, shown: withFindingsOf(part, shown) };
  }

  forget(uri: string): void {
    this.#known.delete(uri);
    this.#typing.forget(uri);
  }

  async #newest(document: TextDocument): Promise<DocumentVersion> {
    const { uri } = document;
    const settingsStamp = this.#settings.stamp;
    const settings = await this.#settings.for(uri);
    const path = addressOf(this.#runtime, uri);
    const stamp = `${settingsStamp} ${this.#facts.stampOf(path)}`;
    const file = await this.#inspector.fileAt(path, { settings });
    // The document is edited in place, so this is its newest version, also when typing went on meanwhile.
    const known = this.#known.get(uri);
    const before =
      known?.version.looked.document === document && known.stamp === stamp
        ? known.version
        : undefined;
    if (before?.looked.version === document.version) return before;
    const version = this.#look(document, settings, file, before);
    this.#known.set(uri, { version, stamp });
    return version;
  }

  /** @param before the version before, where nothing but the text has changed since */
  #look(
    document: TextDocument,
    settings: ServerSettings,
    file: FileInReach,
    before: DocumentVersion | undefined,
  ): DocumentVersion {
    const { version } = document;
    const text = isSource(file.path) ? '' : document.getText();
    if (text.length > MUCH) this.#runtime.expectMuch?.();
    const now = this.#runtime.now();
    const isRecent = before && now - before.wholeAt < LONG;
    const watched = this.#inspector.watch(file, text, isRecent ? before.watched : undefined);
    this.#count += 1;
    const looked = { id: `${version}-${this.#count}`, document, version, settings, file };
    const judge = (it: string): Analysis => this.#inspector.judge(file, it);
    return new DocumentVersion(looked, watched, judge, now, before);
  }
}

/** What was found in a document, with what was found in it as part of a project. */
function withFindingsOf<T extends { readonly findings: readonly Finding[] }>(
  { findings }: ProjectPart,
  found: T,
): T {
  return { ...found, findings: [...found.findings, ...findings] };
}
