import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis, Watched } from '../../rules/index.ts';
import type { FileInReach } from '../workspace/inspector.ts';
import type { ServerSettings } from './settings-store.ts';
import { PartSight, type Sight, WholeSight } from './typing/sight.ts';

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

type Looked = Omit<DocumentAnalysis, 'analysis'>;

interface Whole {
  readonly checked: DocumentAnalysis;
  readonly sight: Sight;
}

/** One version of an open document, judged as far as somebody has asked. */
export class DocumentVersion {
  readonly looked: Looked;
  readonly watched: Watched;
  readonly sight: Sight;
  /** When a version was judged as a whole last, in milliseconds since 1970. */
  readonly wholeAt: number;
  readonly #judge: (text: string) => Analysis;
  #whole: Whole | undefined;

  /**
   * @param judge judges the whole text
   * @param before the version before, where only a part was judged of this one
   */
  constructor(
    looked: Looked,
    watched: Watched,
    judge: (text: string) => Analysis,
    now: number,
    before: DocumentVersion | undefined,
  ) {
    this.looked = looked;
    this.watched = watched;
    this.#judge = judge;
    if (watched.whole || !before) {
      this.sight = this.whole.sight;
      this.wholeAt = now;
    } else {
      this.wholeAt = before.wholeAt;
      this.sight = new PartSight(watched, () => this.whole.sight);
    }
  }

  /** The whole of it, which is judged when somebody first asks. */
  get whole(): Whole {
    this.#whole ??= this.#judged();
    return this.#whole;
  }

  #judged(): Whole {
    const { watched, looked } = this;
    const analysis = watched.whole ?? this.#judge(watched.followed?.text ?? '');
    return { checked: { ...looked, analysis }, sight: new WholeSight(analysis) };
  }
}
