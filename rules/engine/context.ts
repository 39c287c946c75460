import type { RuleContext, SharedContext } from './rule.ts';

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
