import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../../rules/findings/finding.ts';
import type { Analysis } from '../../rules/index.ts';
import { isSource } from '../../rules/project/signs.ts';
import { addressOf } from '../runtime/addresses.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { FactStore } from '../workspace/fact-store.ts';
import type { FileInReach, Inspector } from '../workspace/inspector.ts';
import type { ProjectPart, ServerProjects } from './projects/server-projects.ts';
import type { ServerSettings, SettingsStore } from './settings-store.ts';
import type { Shown } from './typing/steady.ts';
import type { Typing } from './typing/typing.ts';

/** A longer text is dozens of servers, and each key makes megabytes of it. */
const MUCH = 4096;

/** One version of an open document, judged. */
export interface DocumentAnalysis {
  /** Another one whenever the text or the settings changed. */
  readonly id: string;
  readonly document: TextDocument;
  readonly version: number;
  readonly settings: ServerSettings;
  readonly analysis: Analysis;
  /** It judges another text of the same file with all that was known of this one. */
  readonly file: FileInReach;
}

/** The same, with what is shown of it while somebody types. */
export interface ShownAnalysis extends DocumentAnalysis {
  readonly shown: Shown;
}

interface Entry {
  readonly checked: DocumentAnalysis;
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
    const { uri } = document;
    const settingsStamp = this.#settings.stamp;
    const settings = await this.#settings.for(uri);
    const path = addressOf(this.#runtime, uri);
    const stamp = `${settingsStamp} ${this.#facts.stampOf(path)}`;
    const file = await this.#inspector.fileAt(path, { settings });
    // The document is edited in place, so this is its newest version, also when typing went on meanwhile.
    const known = this.#known.get(uri);
    if (
      known?.checked.document === document &&
      known.checked.version === document.version &&
      known.stamp === stamp
    ) {
      return known.checked;
    }
    const checked = this.#check(document, settings, file);
    this.#known.set(uri, { checked, stamp });
    return checked;
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
    const checked = await this.asConfig(document);
    return { ...checked, shown: this.#typing.shown(document.uri, checked.analysis) };
  }

  forget(uri: string): void {
    this.#known.delete(uri);
    this.#typing.forget(uri);
  }

  #check(document: TextDocument, settings: ServerSettings, file: FileInReach): DocumentAnalysis {
    const { version } = document;
    const text = isSource(file.path) ? '' : document.getText();
    if (text.length > MUCH) this.#runtime.expectMuch?.();
    const analysis = this.#inspector.judge(file, text);
    this.#count += 1;
    return { id: `${version}-${this.#count}`, document, version, settings, analysis, file };
  }
}

/** What was found in a document, with what was found in it as part of a project. */
function withFindingsOf<T extends { readonly findings: readonly Finding[] }>(
  { findings }: ProjectPart,
  found: T,
): T {
  return { ...found, findings: [...found.findings, ...findings] };
}
