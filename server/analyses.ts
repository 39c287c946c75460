import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../rules/index.ts';
import type { ClientProfile } from './client-profile.ts';
import type { Log } from './log.ts';
import type { Runtime } from './runtime.ts';
import type { ServerSettings, SettingsStore } from './settings.ts';
import type { Summaries } from './workspace/summaries.ts';

/** One version of an open document, judged. */
export interface Checked {
  /** Another one whenever the text or the settings changed. */
  readonly id: string;
  readonly document: TextDocument;
  readonly version: number;
  readonly settings: ServerSettings;
  readonly analysis: Analysis;
}

interface Entry {
  readonly checked: Checked;
  readonly stamp: string;
}

/** Judges open documents once per version, settings and what other files say: diagnostics, actions and the checklist share it. */
export class Analyses {
  readonly #runtime: Runtime;
  readonly #client: ClientProfile;
  readonly #settings: SettingsStore;
  readonly #summaries: Summaries;
  readonly #log: Log;
  readonly #known = new Map<string, Entry>();
  #count = 0;

  constructor(
    runtime: Runtime,
    client: ClientProfile,
    settings: SettingsStore,
    summaries: Summaries,
    log: Log,
  ) {
    this.#runtime = runtime;
    this.#client = client;
    this.#settings = settings;
    this.#summaries = summaries;
    this.#log = log;
  }

  async of(document: TextDocument): Promise<Checked> {
    const { uri } = document;
    const settingsStamp = this.#settings.stamp;
    const settings = await this.#settings.for(uri);
    const path = this.#runtime.pathOf(uri) ?? decodePath(uri);
    const stamp = `${settingsStamp} ${this.#summaries.stampOf(path)}`;
    // The document is edited in place, so this is its newest version, also when typing went on meanwhile.
    const known = this.#known.get(uri);
    if (
      known?.checked.document === document &&
      known.checked.version === document.version &&
      known.stamp === stamp
    ) {
      return known.checked;
    }
    const checked = this.#check(document, path, settings);
    this.#known.set(uri, { checked, stamp });
    return checked;
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }

  #check(document: TextDocument, path: string, settings: ServerSettings): Checked {
    const { version } = document;
    const analysis = this.#runtime.analyze(document.getText(), {
      path,
      settings,
      facts: {
        others: this.#summaries.others(path),
        now: this.#runtime.now(),
        syntaxReported: this.#client.options.syntaxReported === true,
      },
    });
    for (const { rule, error } of analysis.failures) this.#log.failure(`The rule ${rule}`, error);
    this.#count += 1;
    return { id: `${version}-${this.#count}`, document, version, settings, analysis };
  }
}

/** The path of a file that is elsewhere: it still tells the host. */
function decodePath(uri: string): string {
  try {
    return decodeURIComponent(new URL(uri).pathname);
  } catch {
    return '';
  }
}
