import * as z from 'zod/mini';
import type { Attestation } from '../../rules/policy/policy.ts';
import { projectShapes } from '../../rules/policy/schema.ts';
import type { PersonalAttestation } from '../protocol.ts';

function shape() {
  const { shape: attestation } = projectShapes().attestation;
  return z.array(z.object({ ...attestation, path: z.optional(z.string()), uri: z.string() }));
}

/** What a person said about items for themselves; the client keeps it, this only reads it. */
export class PersonalAttestations {
  #kept: readonly PersonalAttestation[] = [];

  get all(): readonly PersonalAttestation[] {
    return this.#kept;
  }

  /** @param given what a client sent; anything that is no list of them counts as none */
  replace(given: unknown): void {
    const parsed = shape().safeParse(given);
    this.#kept = parsed.success ? parsed.data.map(({ path: _, ...said }) => said) : [];
  }

  /** Those about a config, as attestations whose path is its URI. */
  about(uri: string): readonly Attestation[] {
    return this.#kept.flatMap(({ uri: path, ...said }) => (path === uri ? { ...said, path } : []));
  }
}
