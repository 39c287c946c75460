import type { Assignment, ShellCommand, ShellFeature, ShellText, Word } from '../launch.ts';
import { WordBuilder } from '../word.ts';

type Joint = ShellCommand['joint'];

/** How deep substitutions are followed: a hostile string nests them without end. */
export const MAX_NESTING = 8;

/** Collects what a reader of a shell dialect finds. */
export class ShellBuilder {
  readonly source: Word;
  readonly #nested: boolean;
  readonly #commands: ShellCommand[] = [];
  /** Commands inside substitutions, listed after the command they stand in. */
  readonly #inside: ShellCommand[] = [];
  readonly #features: Set<ShellFeature>;
  #words: Word[] = [];
  #assignments: Assignment[] = [];
  #joint: Joint = '';
  /** The next word is where a redirection goes. */
  #redirecting = false;
  #word: WordBuilder;

  constructor(source: Word, features = new Set<ShellFeature>(), nested = false) {
    this.source = source;
    this.#features = features;
    this.#nested = nested;
    this.#word = new WordBuilder(source);
  }

  get word(): WordBuilder {
    return this.#word;
  }

  /** Whether the word to come is the first of its command, assignments aside. */
  get atStart(): boolean {
    return this.#words.length === 0;
  }

  get redirecting(): boolean {
    return this.#redirecting;
  }

  note(feature: ShellFeature): void {
    this.#features.add(feature);
  }

  get features(): Set<ShellFeature> {
    return this.#features;
  }

  /** Ends the word before an index; returns it where it is a word of the command. */
  endWord(index: number): Word | undefined {
    if (!this.#word.started) return undefined;
    const word = this.#word.finish(index);
    this.#word = new WordBuilder(this.source);
    if (this.#redirecting) {
      this.#redirecting = false;
      return undefined;
    }
    this.#words.push(word);
    return word;
  }

  /** Takes back the last word, which turned out to be no word of the command. */
  dropWord(): Word | undefined {
    return this.#words.pop();
  }

  redirect(): void {
    this.note('redirection');
    this.#redirecting = true;
  }

  assign(assignment: Assignment): void {
    this.note('assignment');
    this.#assignments.push(assignment);
  }

  addInside(commands: readonly ShellCommand[]): void {
    this.#inside.push(...commands);
  }

  /** Ends the command before an index, and says what joins the next one to it. */
  endCommand(index: number, joint: Joint): void {
    this.endWord(index);
    this.#redirecting = false;
    this.#flush();
    this.#joint = joint;
    if (joint === '|') this.note('pipe');
    else if (joint === '&') this.note('background');
    else if (joint !== '') this.note('list');
  }

  #flush(): void {
    if (this.#words.length > 0 || this.#assignments.length > 0) {
      const { length } = this.#commands;
      this.#commands.push({
        joint: length === 0 ? '' : this.#joint,
        nested: this.#nested,
        assignments: this.#assignments,
        words: this.#words,
      });
    }
    this.#commands.push(...this.#inside.splice(0));
    this.#words = [];
    this.#assignments = [];
  }

  finish(): ShellText {
    this.endWord(this.source.value.length);
    this.#flush();
    return shellText(this.#commands, this.#features);
  }
}

const HARMLESS: ReadonlySet<ShellFeature> = new Set(['assignment', 'expansion', 'glob', 'comment']);

export function shellText(
  commands: readonly ShellCommand[],
  features: ReadonlySet<ShellFeature>,
): ShellText {
  const own = commands.filter(({ nested }) => !nested);
  const simple =
    own.filter(({ words }) => words.length > 0).length <= 1 &&
    [...features].every((feature) => HARMLESS.has(feature));
  return { words: own.flatMap(({ words }) => words), simple, commands, features: [...features] };
}
