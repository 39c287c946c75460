/**
 * A text that stands for itself. What is cut out of a file holds on to all of it, as engines of JavaScript share the
 * characters: nothing that is kept beyond the file may do that.
 */
export function ownCopy(text: string): string {
  return ` ${text}`.slice(1);
}

/** No name, version or path is longer. */
const LONGEST = 1000;

/**
 * What is asked again with every key that is typed: the answers of a pure function to its last questions. All are
 * let go at once when they become too many, which keeps each question as cheap as one look into a map.
 *
 * @param most how many answers are kept; none to a text that is too long to come again
 */
export function memoize<T>(compute: (text: string) => T, most: number): (text: string) => T {
  const answers = new Map<string, T>();
  return (text) => {
    if (text.length > LONGEST) return compute(text);
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = compute(text);
    if (answers.size >= most) answers.clear();
    answers.set(ownCopy(text), answer);
    return answer;
  };
}

/**
 * Texts that were found to be harmless, so that the next look at them is short. No other text is kept. They stand for
 * themselves, and each is there once, however many files it comes from.
 */
export class CleanTextCache {
  readonly #texts = new Map<string, string>();
  readonly #most: number;
  readonly #longest: number;

  constructor(most: number, longest: number) {
    this.#most = most;
    this.#longest = longest;
  }

  /** The text where it is known. */
  get(text: string): string | undefined {
    return this.#texts.get(text);
  }

  /** @returns the text, as it is kept from now on */
  add(text: string): string {
    const own = ownCopy(text);
    if (text.length > this.#longest) return own;
    if (this.#texts.size >= this.#most) this.#texts.clear();
    this.#texts.set(own, own);
    return own;
  }
}

/** The same for values that go by a name and have a role. */
export class CleanValueCache<Role extends string> {
  readonly #byRole = new Map<Role, Map<string, Set<string>>>();
  readonly #most: number;
  readonly #longest: number;
  #size = 0;

  constructor(most: number, longest: number) {
    this.#most = most;
    this.#longest = longest;
  }

  has(role: Role, name: string, value: string): boolean {
    return this.#byRole.get(role)?.get(name)?.has(value) === true;
  }

  add(role: Role, name: string, value: string): void {
    if (name.length + value.length > this.#longest) return;
    if (this.#size >= this.#most) this.#clear();
    this.#size += 1;
    const byName = this.#byRole.get(role) ?? new Map<string, Set<string>>();
    const values = byName.get(name);
    if (values) values.add(ownCopy(value));
    else byName.set(ownCopy(name), new Set([ownCopy(value)]));
    this.#byRole.set(role, byName);
  }

  #clear(): void {
    this.#byRole.clear();
    this.#size = 0;
  }
}

/**
 * Remembers what was found out about an object, as long as there is that object.
 *
 * @param compute hangs on nothing else, and the object never changes
 */
export function perObject<Of extends object, T>(compute: (of: Of) => T): (of: Of) => T {
  const known = new WeakMap<Of, { readonly answer: T }>();
  return (of) => {
    let found = known.get(of);
    if (!found) {
      found = { answer: compute(of) };
      known.set(of, found);
    }
    return found.answer;
  };
}

/** Makes something when it is first needed. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
