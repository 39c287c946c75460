import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../../rules/index.ts';
import { addressOf } from '../runtime/addresses.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { FactStore } from '../workspace/fact-store.ts';
import type { FileInReach, Inspector } from '../workspace/inspector.ts';
import type { ServerSettings, SettingsStore } from './settings-store.ts';
import type { Shown } from './typing/steady.ts';
import type { Typing } from './typing/typing.ts';

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
  #count = 0;

  constructor(
    runtime: Runtime,
    settings: SettingsStore,
    facts: FactStore,
    inspector: Inspector,
    typing: Typing,
  ) {
    this.#runtime = runtime;
    this.#settings = settings;
    this.#facts = facts;
    this.#inspector = inspector;
    this.#typing = typing;
  }

  async of(document: TextDocument): Promise<DocumentAnalysis> {
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

  async shownOf(document: TextDocument): Promise<ShownAnalysis> {
    const checked = await this.of(document);
    return { ...checked, shown: this.#typing.shown(document.uri, checked.analysis) };
  }

  forget(uri: string): void {
    this.#known.delete(uri);
    this.#typing.forget(uri);
  }

  #check(document: TextDocument, settings: ServerSettings, file: FileInReach): DocumentAnalysis {
    const { version } = document;
    const analysis = this.#inspector.judge(file, document.getText());
    this.#count += 1;
    return { id: `${version}-${this.#count}`, document, version, settings, analysis, file };
  }
}
