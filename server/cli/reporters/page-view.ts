import type { Status } from '../../../rules/checklists/checklist.ts';
import type { Progress } from '../../../rules/checklists/progress.ts';
import type { SafeText } from '../../../rules/secrets/safe.ts';

/**
 * A report to hand on, before it is laid out: every list adds its own, and `html.ts` and `checklist-markdown.ts` lay
 * out whatever they are given.
 */
export interface PageView {
  readonly title: SafeText;
  /** What it is about: a label and a value each. */
  readonly facts: readonly (readonly [label: string, value: SafeText])[];
  /** What a reader has to know before anything else: that something could not be read. */
  readonly warnings: readonly SafeText[];
  readonly lists: readonly ListView[];
  /** Of all lists together: who looked, what is accepted. */
  readonly tables: readonly TableView[];
}

/** One checklist about one subject. */
export interface ListView {
  readonly title: SafeText;
  /** What it judges, in one line. */
  readonly about: SafeText;
  readonly progress: Progress;
  readonly sections: readonly SectionView[];
  /** What only this list has. */
  readonly tables?: readonly TableView[];
  /** Its part of what stands in the tables of all: who looked, what is accepted. */
  readonly words?: TableView['rows'];
  readonly accepted?: TableView['rows'];
}

export interface SectionView {
  /** '' for a list without sections. */
  readonly title: SafeText;
  readonly items: readonly ItemView[];
}

export interface ItemView {
  readonly number: number;
  readonly title: SafeText;
  /** Behind the title: how severe it is, how long it takes. */
  readonly aside: SafeText;
  readonly status: Status;
  /** Sentences. */
  readonly why: readonly SafeText[];
  readonly places: readonly PlaceView[];
}

/** Something that was found, and where. */
export interface PlaceView {
  readonly text: SafeText;
  /** `file:line`, or '' for the whole. */
  readonly place: SafeText;
  readonly aside: SafeText;
}

export interface TableView {
  readonly title: SafeText;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SafeText[])[];
  /** Below the rows: how many there are besides. */
  readonly more?: SafeText | undefined;
}
