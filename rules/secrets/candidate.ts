import type { ProviderId } from '../catalog/providers.ts';
import type { Confidence } from '../findings/confidence.ts';
import type { Role } from '../hosts/host.ts';
import type { Reference } from '../references/syntax.ts';

/** What is known about a string before looking at it. */
export interface Candidate {
  readonly value: string;
  readonly role: Role;
  /** The variable, header, flag (`--api-key`), query parameter or JSON key it belongs to; '' if none. */
  readonly name: string;
  readonly references: readonly Reference[];
}

/** A credential, or the stand-in for one, inside a string. Never carries any part of it but its place. */
export interface Detection {
  readonly verdict: 'credential' | 'placeholder';
  /**
   * `high`: the format or the structure says so. `medium`: name and shape do. `low`: it may well be harmless
   * (public by design, a default password on this machine) or no credential at all.
   */
  readonly confidence: Confidence;
  /** Exactly its characters: UTF-16 code units of the value, half-open. */
  readonly start: number;
  readonly end: number;
  /** What it is, in words, such as `GitHub personal access token (classic)`. */
  readonly label: string;
  /** Who issued it, where that is known: the key of its pages in the catalog. */
  readonly provider?: ProviderId | undefined;
  /** A name for the variable or input to move it to, such as `GITHUB_TOKEN`. */
  readonly suggestedName: string;
  readonly traits: Traits;
}

export interface Traits {
  /** When a JSON Web Token expires, in seconds since 1970. */
  readonly expires?: number;
  /** The `role` claim of a JSON Web Token. */
  readonly jwtRole?: string;
  /** It can do everything its owner can, and a narrower kind exists. */
  readonly broad?: boolean;
  /** Safe to publish by its provider's own account. */
  readonly public?: boolean;
}
