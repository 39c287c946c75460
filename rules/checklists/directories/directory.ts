import type { Place } from '../../project/tools/tool.ts';
import type { View } from './view.ts';

/** A place where servers are listed, and what it asks of one before it takes it. */
export interface Directory {
  /** Kept for ever: reports show it, and `--for` takes it. */
  readonly id: string;
  readonly name: string;
  /** When its demands were read. */
  readonly seen: string;
  /** Where they stand. */
  readonly sources: readonly string[];
  readonly demands: readonly Demand[];
  /** Why it takes no server of this kind; undefined where it may. */
  readonly refuses?: (view: View) => string | undefined;
}

export interface Demand {
  /** Stable within the directory. */
  readonly id: string;
  /** What is asked for, as the end of "It asks for …". */
  readonly text: string;
  /** The numbers of the publish list that speak of the same. */
  readonly items: readonly number[];
  /** Where it stands, when not in the first of the directory's sources; with a date of its own where it has one. */
  readonly source?: string;
  readonly seen?: string;
  readonly judge: (view: View) => Verdict;
}

/** How a project stands to a demand. `ask`: only a person can tell. */
export interface Verdict {
  readonly says: 'met' | 'missing' | 'ask' | 'not applicable';
  /** One sentence; names from files stand in it in the form the files have. */
  readonly text: string;
  readonly places: readonly Place[];
}

const MOST = 10;

export function met(text: string, places: readonly Place[] = []): Verdict {
  return { says: 'met', text, places: places.slice(0, MOST) };
}

export function missing(text: string, places: readonly Place[] = []): Verdict {
  return { says: 'missing', text, places: places.slice(0, MOST) };
}

export function ask(text: string, places: readonly Place[] = []): Verdict {
  return { says: 'ask', text, places: places.slice(0, MOST) };
}

export function none(text: string): Verdict {
  return { says: 'not applicable', text, places: [] };
}
