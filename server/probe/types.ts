import type { ProbeStep, ToolSnapshot } from '../../rules/findings/probe-record.ts';
import type { AskOptions, AskOutcome, AskPlan } from './ask/types.ts';

/** Which credential a place of a command line, a variable or a header has: a slot, to be filled with a made-up one. */
export interface Slot {
  /** Of the variable, header or flag. */
  readonly name: string;
  readonly shape: Shape;
  /** The person's own value, where they said yes to it. */
  readonly real?: string;
}

/** What a made-up credential looks like. */
export type Shape =
  /** `fixed`: so many characters in front are everybody's, and no leak. */
  | { readonly pattern: string; readonly fixed: number }
  /** `a`, `A` and `9` stand for a letter or digit of that kind, everything else for itself. */
  | { readonly mask: string };

export type Piece = string | { readonly slot: number } | { readonly folder: 'work' };
export type Text = readonly Piece[];

/**
 * How a provider of our own gets to answer: from inside of Node, by proxy variables, by both; or not at all, and then
 * no tool is called.
 */
export type Network = 'preload' | 'proxy' | 'both' | 'none';

/** What a probe would start or call, as pure data: no credential is in it, but one that a person said yes to. */
export interface Plan {
  readonly server: string;
  readonly fingerprint: string;
  readonly names: readonly string[];
  readonly transport: 'stdio' | 'http' | 'sse';
  readonly command: Text;
  readonly args: readonly Text[];
  readonly env: readonly { readonly name: string; readonly value: Text }[];
  readonly headers: readonly { readonly name: string; readonly value: Text }[];
  readonly url: Text;
  readonly slots: readonly Slot[];
  readonly launcher: string;
  readonly package:
    | { readonly name: string; readonly version: string; readonly pinned: boolean }
    | undefined;
  /** Whether a launcher may download something first, and run its install scripts. */
  readonly downloads: boolean;
  readonly network: Network;
}

export interface Limits {
  readonly initialize: number;
  readonly list: number;
  readonly call: number;
  /** For a call whose provider never answers: many give up after half a minute. */
  readonly silence: number;
}

export interface ProbeOptions {
  /** False where nobody has trusted the folder: then nothing is started, whoever asks. */
  readonly trusted: boolean;
  /** Asked with what will happen, before it does; nothing is started without a yes. */
  consent(text: string): Promise<boolean>;
  /** Folders whose programs are not taken: see `foldersToDistrust`. */
  readonly distrusted: readonly string[];
  /** `hints`: tools that say they only read. Names: those as well. */
  readonly calls: 'none' | 'hints' | readonly string[];
  /** Numbers of the production checklist; all where there are none. */
  readonly steps?: readonly number[];
  /** Whether tools get arguments that do not fit; where nothing is said, when all items are asked for. */
  readonly unfit?: boolean;
  /** Milliseconds for all of it. */
  readonly timeout: number;
  readonly sandbox: 'auto' | 'none' | 'bwrap';
  /** Whether a server over HTTP on this machine has to bear a thousand requests at once. */
  readonly load?: boolean;
  /** Milliseconds to wait for each kind of answer; what was measured in the field where nothing is said. */
  readonly patience?: Partial<Limits>;
  /** What the tools were before. */
  readonly before?: ToolSnapshot | undefined;
  /** A client under whose name it is started once more: some servers show each other tools. */
  readonly otherClient?: string;
  /** Tools of the servers beside it, as far as they are on record. */
  readonly otherTools?: readonly string[];
  progress(text: string): void;
  readonly signal?: AbortSignal;
  /** Milliseconds since 1970. */
  now(): number;
}

export type FailureKind =
  | '401'
  | '403'
  | '429'
  | '500'
  | 'cut'
  | 'reset'
  | 'unreachable'
  | 'silence';

/** How one start differs from the others. */
export interface Variant {
  readonly name: string;
  readonly failure: FailureKind;
  readonly credentials: 'made up' | 'absent' | 'short';
  readonly debug?: boolean;
  /** The name of a client, where it goes by another one. */
  readonly client?: string;
  /** Starts of one name have one home. */
  readonly home?: string;
}

export interface HostSeen {
  readonly host: string;
  readonly times: number;
  /** Where in a request one of the made-up credentials stood. */
  readonly credential: 'header' | 'url' | 'body' | null;
}

export interface Stop {
  readonly by: 'stdin' | 'SIGTERM' | 'SIGKILL' | 'itself' | 'none';
  readonly ms: number;
  /** How many processes were left then, and had to be looked for. */
  readonly left: number;
  /** How many outlived it, and ended with its group: who ends the one process alone leaves them. */
  readonly outlived?: number;
}

export interface ToolCounts {
  readonly count: number;
  readonly readOnly: number;
  readonly writes: number;
  readonly unsaid: number;
  readonly hash: string;
  /** Whether it differs from the list before; undefined where there is none. */
  readonly changed: boolean | undefined;
}

/** A tool as its server lists it; its name is the server's word. */
export interface ToolSeen {
  readonly name: string;
  readonly hint: 'readOnly' | 'writes' | 'unsaid';
  readonly called: boolean;
}

/** All that a probe showed. Its sentences are ours; what the server said is not in it. */
export interface Outcome {
  readonly kind: 'done' | 'refused' | 'not-started' | 'cancelled';
  /** Why, where it is not done. */
  readonly why: string;
  readonly ran: string | undefined;
  readonly started: string;
  readonly sandbox: 'bubblewrap' | 'none';
  readonly credentials: 'made up' | 'real' | 'none';
  readonly network: 'answered' | 'real' | 'none';
  readonly steps: readonly ProbeStep[];
  readonly tools: ToolCounts;
  readonly listed: readonly ToolSeen[];
  readonly hosts: readonly HostSeen[];
  readonly stop: Stop;
  readonly snapshot: ToolSnapshot | undefined;
}

/** What the bundle of the probe offers. */
export interface Prober {
  probe(plan: Plan, options: ProbeOptions): Promise<Outcome>;
  /** Sends one real credential to its provider, after a yes of its own. */
  ask(plan: AskPlan, options: AskOptions): Promise<AskOutcome>;
}
