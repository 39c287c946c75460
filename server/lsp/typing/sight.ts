import type { Config } from '../../../rules/config/config.ts';
import type { Finding } from '../../../rules/findings/finding.ts';
import type { Analysis, Watched } from '../../../rules/index.ts';
import { safe } from '../../../rules/secrets/safe.ts';
import { type Unfinished, unfinishedAt } from './unfinished.ts';

/** What was found in a text that somebody types in, and what tells how much of it to show. */
export interface Sight {
  readonly findings: readonly Finding[];
  /** Whether something is not what the grammar allows: what was found before may only be hidden by that. */
  readonly isTorn: boolean;
  /** The names of all servers, as findings have them. */
  readonly names: ReadonlySet<string>;
  /** Undefined for what is no config. */
  unfinishedAt(carets: readonly number[]): Unfinished | undefined;
}

/** A text that was judged as a whole. */
export class WholeSight implements Sight {
  readonly findings: readonly Finding[];
  readonly isTorn: boolean;
  readonly #config: Config | null;
  #names: ReadonlySet<string> | undefined;

  constructor({ config, findings }: Pick<Analysis, 'config' | 'findings'>) {
    this.findings = findings;
    this.isTorn = config !== null && config.document.problems.length > 0;
    this.#config = config;
  }

  get names(): ReadonlySet<string> {
    this.#names ??= new Set(this.#config?.servers.map(({ name }) => safe.text(name)));
    return this.#names;
  }

  unfinishedAt(carets: readonly number[]): Unfinished | undefined {
    return this.#config ? unfinishedAt(this.#config, carets) : undefined;
  }
}

/** A text of which only the server around the last edit was judged. */
export class PartSight implements Sight {
  readonly findings: readonly Finding[];
  readonly isTorn: boolean;
  readonly #part: Pick<Watched, 'followed'>;
  /** The text before, of which the whole was judged: no server has another name since. */
  readonly #before: Sight;
  readonly #whole: () => Sight;

  constructor({ findings, followed }: Watched, before: Sight, whole: () => Sight) {
    this.findings = findings;
    this.isTorn = followed?.isTorn === true;
    this.#part = { followed };
    this.#before = before;
    this.#whole = whole;
  }

  get names(): ReadonlySet<string> {
    return this.#before.names;
  }

  unfinishedAt(carets: readonly number[]): Unfinished | undefined {
    const spot = this.#part.followed?.spot;
    const inside = carets.map((it) => spot?.alone.inEntry(it));
    // In another server than the one that was edited: that takes the whole.
    if (!spot || !inside.every((it) => it !== undefined)) return this.#whole().unfinishedAt(carets);
    const { alone, judged } = spot;
    const { tokens, servers } = unfinishedAt(judged.config, inside);
    return { tokens: tokens.map((it) => alone.inWhole(it)), servers };
  }
}
