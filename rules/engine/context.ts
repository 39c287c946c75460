import type { Config } from '../config/config.ts';
import type { Facts } from '../findings/facts.ts';
import type { EnvironmentOf } from '../policy/environments.ts';
import type { CredentialMatch } from '../secrets/index.ts';
import type { Account } from './account.ts';
import type { Extent, RuleContext, SharedContext } from './rule.ts';
import { folderOf } from './summary.ts';

/** What a run has at hand for all rules, each when it is first asked for. */
export interface Running {
  findCredentials(): readonly CredentialMatch[];
  extent(): Extent;
  once<T>(compute: (context: SharedContext) => T): T;
}

/**
 * What rules share. A class, as an object literal with getters is many times as dear to make. It has methods: a function
 * that is assigned to a property lives where only a full collection looks, and all that it reaches, the whole config,
 * lives there with it.
 */
export class Shared implements SharedContext {
  readonly config: Config;
  readonly facts: Facts;
  readonly path: string | undefined;
  readonly file: string;
  readonly environmentOf: EnvironmentOf;
  readonly silences: Account;
  readonly #run: Running;
  #folder: string | undefined;

  constructor(
    run: Running,
    config: Config,
    facts: Facts,
    path: string | undefined,
    silences: Account,
    environmentOf: EnvironmentOf,
  ) {
    this.#run = run;
    this.config = config;
    this.facts = facts;
    this.path = path;
    this.file = path ?? '';
    this.environmentOf = environmentOf;
    this.silences = silences;
  }

  get folder(): string {
    this.#folder ??= this.path === undefined ? '' : folderOf(this.path, this.config.host);
    return this.#folder;
  }

  get credentials(): readonly CredentialMatch[] {
    return this.#run.findCredentials();
  }

  get extent(): Extent {
    return this.#run.extent();
  }

  once<T>(compute: (context: SharedContext) => T): T {
    return this.#run.once(compute);
  }
}

/**
 * What one rule is given: it can change nothing, and reports in its own name, whenever it does. A class, as one is made
 * for each rule and file: an object that inherits from another is several times as dear to make and to read, and one
 * that is frozen by itself twice as dear to make.
 */
export class Context implements RuleContext {
  readonly #shared: SharedContext;
  readonly #report: RuleContext['report'];

  constructor(shared: SharedContext, report: RuleContext['report']) {
    this.#shared = shared;
    this.#report = report;
  }

  get report() {
    return this.#report;
  }

  get config() {
    return this.#shared.config;
  }

  get facts() {
    return this.#shared.facts;
  }

  get credentials() {
    return this.#shared.credentials;
  }

  get path() {
    return this.#shared.path;
  }

  get file() {
    return this.#shared.file;
  }

  get environmentOf() {
    return this.#shared.environmentOf;
  }

  get folder() {
    return this.#shared.folder;
  }

  get silences() {
    return this.#shared.silences;
  }

  get extent() {
    return this.#shared.extent;
  }

  once<T>(compute: (context: SharedContext) => T): T {
    return this.#shared.once(compute);
  }
}

// All that a rule could set is there, and cannot be set.
Object.freeze(Context.prototype);
