import { type Fake, seeded } from '../fake.ts';

const SLOT = /\{\{(\w+)(?:\(([^)]*)\))?(?:#(\d+))?\}\}/g;

/**
 * A text with slots such as `{{githubToken}}`, `{{token(gitlab)}}` or `{{uuid#2}}`, filled with made-up values:
 * nothing token-shaped is committed, and the same slot is the same value everywhere in the text.
 */
export class Template {
  readonly text: string;
  readonly #slots = new Map<string, string>();

  constructor(template: string) {
    const fake = seeded(7);
    this.text = template.replace(SLOT, (slot, name: string, parameters: string | undefined) => {
      const known = this.#slots.get(slot);
      if (known !== undefined) return known;
      const value = make(fake, name, parameters);
      this.#slots.set(slot, value);
      return value;
    });
  }

  /** Puts the slots back in place of the values, for expectations that are committed. */
  restore(text: string): string {
    let result = text;
    for (const [slot, value] of this.#slots) result = result.replaceAll(value, slot);
    return result;
  }

  get values(): readonly string[] {
    return [...this.#slots.values()];
  }
}

function make(fake: Fake, name: string, parameters: string | undefined): string {
  // `{{jwtUntil(1700000000)}}`, and one that opens a whole database.
  if (name === 'jwtUntil') return fake.jwt({ sub: 'shop', exp: Number(parameters) });
  if (name === 'serviceRole') return fake.jwt({ iss: 'supabase', role: 'service_role' });
  const method = (fake as unknown as Record<string, (...values: unknown[]) => unknown>)[name];
  if (!method) throw new Error(`test/fake.ts makes no ${name}`);
  const values = (parameters ?? '')
    .split(',')
    .filter((value) => value !== '')
    .map((value) => (/^\d+$/.test(value) ? Number(value) : value));
  return String(method(...values));
}
