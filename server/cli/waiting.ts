import type { Analysis } from '../../rules/index.ts';
import type { FileInReach } from '../workspace/inspector.ts';
import type { FileName } from './gather.ts';
import type { HeldReport } from './held-reports.ts';
import type { FileResult } from './tally.ts';

/** What was read of a file when it was surveyed. */
export interface Read {
  readonly text: string;
  readonly file: FileInReach;
  readonly analysis: Analysis;
}

/** The same where it may have to be taken apart again. */
export type Again = Omit<Read, 'analysis'> & Partial<Read>;

/** What was found in a file, while others have yet to be read. */
export type Held<T> = Omit<FileResult<T>, 'report'> & { readonly report: HeldReport };

/** A file that is to be judged. */
export interface Waiting<T> extends FileName {
  /** Which one it is among all. */
  readonly nth: number;
  /** What was found in it when it was read: it stands as long as no other file turns out to have a say. */
  found?: Held<T> | undefined;
  /** Let go of as soon as it was judged; undefined where it has to be taken apart again. */
  read?: Read | undefined;
  /** The same of its text; undefined where that has to be read again. */
  text?: string | undefined;
  /** Why it cannot be read. */
  readonly problem?: { readonly message: string; readonly host: string };
}

/** So many characters of text are kept with what was read of them; their trees take some fifty times as much. */
const MOST_READ = 400_000;

/** And so many without. */
const MOST_TEXT = 16_000_000;

/** So many findings are kept until all files are read; those of further files are looked for then. */
const MOST_FOUND = 50_000;

/** And so many characters of their texts, should they have to be judged anew. */
const MOST_SPARE = 2_000_000;

/** So many files may have something in common before it is asked whether most do. */
const FEW_SHARED = 32;

/** How much may be kept of further files until all of them are read. */
export class Room<T> {
  #found: number;
  #spare = MOST_SPARE;
  #read = MOST_READ;
  #text = MOST_TEXT;
  /** Files that were judged as they were read, and those that share something with one before them. */
  #alone = 0;
  #shared = 0;

  /** @param keepsFindings whether what is found in a file may be kept meanwhile */
  constructor(keepsFindings: boolean) {
    this.#found = keepsFindings ? MOST_FOUND : 0;
  }

  /** Whether to judge what is alone as it is read: where every third shares something, half of them would be in vain. */
  get isWorthJudging(): boolean {
    return this.#found > 0 && 2 * this.#shared <= FEW_SHARED + this.#alone;
  }

  /** Takes what was found in a file that is alone; undefined for one that turned out to share something. */
  count(found: Held<T> | undefined): void {
    if (!found) this.#shared += 1;
    else {
      this.#alone += 1;
      this.#found -= 1 + found.report.kinds.length;
    }
  }

  /** @returns as much of it as there is room for */
  keep(read: Read, found: Held<T> | undefined): Pick<Waiting<T>, 'found' | 'read' | 'text'> {
    const { text } = read;
    const { length } = text;
    if (length > this.#text || (found && length > this.#spare)) return { found };
    this.#text -= length;
    if (found) {
      this.#spare -= length;
      return { found, text };
    }
    if (length > this.#read) return { text };
    this.#read -= length;
    return { read, text };
  }
}
