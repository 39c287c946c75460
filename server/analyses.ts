import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../rules/index.ts';
import type { ClientProfile } from './client-profile.ts';
import type { Log } from './log.ts';
import type { Runtime } from './runtime.ts';
import type { ServerSettings, SettingsStore } from './settings.ts';

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
  readonly stamp: number;
}

/** Judges open documents once per version and settings: diagnostics, actions and the checklist share it. */
export class Analyses {
  readonly #runtime: Runtime;
  readonly #client: ClientProfile;
  readonly #settings: SettingsStore;
  readonly #log: Log;
  readonly #known = new Map<string, Entry>();
  #count = 0;

  constructor(runtime: Runtime, client: ClientProfile, settings: SettingsStore, log: Log) {
    this.#runtime = runtime;
    this.#client = client;
    this.#settings = settings;
    this.#log = log;
  }

  async of(document: TextDocument): Promise<Checked> {
    const { uri } = document;
    const { stamp } = this.#settings;
    const settings = await this.#settings.for(uri);
    // The document is edited in place, so this is its newest version, also when typing went on meanwhile.
    const known = this.#known.get(uri);
    if (
      known?.checked.document === document &&
      known.checked.version === document.version &&
      known.stamp === stamp
    ) {
      return known.checked;
    }
    const checked = this.#check(document, settings);
    this.#known.set(uri, { checked, stamp });
    return checked;
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }

  #check(document: TextDocument, settings: ServerSettings): Checked {
    const { uri, version } = document;
    const analysis = this.#runtime.analyze(document.getText(), {
      path: this.#runtime.pathOf(uri) ?? decodePath(uri),
      settings,
      facts: {
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
