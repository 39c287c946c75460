import type { ProviderId } from '../../../rules/catalog/providers.ts';

/** What a provider said, without any of its words: what is read here is checked to be a name or a day. */
export interface Reading {
  readonly standing: 'live' | 'refused' | 'unclear';
  /** What it may do, by the provider's names; undefined where it does not say. */
  readonly scopes?: readonly string[] | undefined;
  readonly reach?: Reach | undefined;
  /** A day; `never` where the provider says so. */
  readonly expires?: string | undefined;
  /** Why it stands so, in a sentence of ours; undefined where nothing is to be said. */
  readonly why?: string | undefined;
}

export type Reach = 'everything' | 'writes' | 'reads';

/** One credential of a server, and who can be asked about it. In memory only: the value is in it. */
export interface AskPlan {
  readonly server: string;
  readonly fingerprint: string;
  /** Of all variables and headers of the server. */
  readonly names: readonly string[];
  /** Of the variable, header or flag that holds it. */
  readonly name: string;
  readonly provider: ProviderId;
  readonly value: string;
}

export interface AskOptions {
  /** False where nobody has trusted the folder: then nothing is sent, whoever asks. */
  readonly trusted: boolean;
  /** Asked with what will be sent where, before it is; nothing is sent without a yes. */
  consent(text: string): Promise<boolean>;
  /** Milliseconds between two questions; 5 seconds where nothing is said. */
  readonly every?: number;
  /** Milliseconds to wait for an answer; 15 seconds where nothing is said. */
  readonly timeout?: number;
  /** Milliseconds to go on asking until the credential is refused; 0 to ask once. */
  readonly untilRefused: number;
  progress(text: string): void;
  readonly signal?: AbortSignal;
  now(): number;
}

/** What came of it: the value is not in it, nor any word of the provider but names of scopes. */
export interface AskOutcome extends Reading {
  readonly kind: 'done' | 'refused' | 'cancelled' | 'unreached';
  readonly why: string;
  /** Whether the credential may have left this machine. */
  readonly sent: boolean;
  /** Seconds from the first question to the first refusal, where it was live before. */
  readonly refusedAfter?: number;
}
