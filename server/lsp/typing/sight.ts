import type { Config, Server } from '../../../rules/config/config.ts';
import type { Finding } from '../../../rules/findings/finding.ts';
import type { Analysis, Watched } from '../../../rules/index.ts';
import { type SafeText, safe } from '../../../rules/secrets/safe.ts';
import { type Unfinished, unfinishedAt } from './unfinished.ts';

/** What was found in a text that somebody types in, and what tells how much of it to show. */
export interface Sight {
  readonly findings: readonly Finding[];
  /** Whether something is not what the grammar allows: what was found before may only be hidden by that. */
  readonly isTorn: boolean;
  /** @param name as findings have it */
  hasServer(name: SafeText): boolean;
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

  hasServer(name: SafeText): boolean {
    this.#names ??= namesOf(this.#config?.servers ?? []);
    return this.#names.has(name);
  }

  unfinishedAt(carets: readonly number[]): Unfinished | undefined {
    return this.#config ? unfinishedAt(this.#config, carets) : undefined;
  }
}

/** A text of which only what is around the last edit was judged. */
export class PartSight implements Sight {
  readonly findings: readonly Finding[];
  readonly isTorn: boolean;
  readonly #followed: Watched['followed'];
  readonly #whole: () => Sight;
  #names: ReadonlySet<string> | undefined;

  constructor({ findings, followed }: Watched, whole: () => Sight) {
    this.findings = findings;
    this.isTorn = followed !== undefined && followed.problems > 0;
    this.#followed = followed;
    this.#whole = whole;
  }

  hasServer(name: SafeText): boolean {
    const part = this.#followed?.part;
    if (!part) return this.#whole().hasServer(name);
    this.#names ??= namesOf(part.judged.config.servers);
    return this.#names.has(name) || part.beside.shown.has(name);
  }

  unfinishedAt(carets: readonly number[]): Unfinished | undefined {
    const part = this.#followed?.part;
    const inside = carets.map((it) => part?.cut.inKept(it));
    // Not where the last edit was: that takes the whole.
    if (!part || !inside.every((it) => it !== undefined)) return this.#whole().unfinishedAt(carets);
    const { tokens, servers } = unfinishedAt(part.judged.config, inside);
    return { tokens: tokens.map((it) => part.cut.inWhole(it)), servers };
  }
}

function namesOf(servers: readonly Server[]): ReadonlySet<string> {
  return new Set(servers.map(({ name }) => safe.text(name)));
}
