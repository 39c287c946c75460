import type { SafeText } from '../text/safe-text.ts';
import type { Span, TextEdit } from '../text/span.ts';
import type { Confidence } from './confidence.ts';
import type { Ecosystem } from './ecosystem.ts';
import type { Location, RangeLocation, SubjectRef } from './subject.ts';

export type { Confidence };

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/**
 * A rule's statement about a range of a file. No text in it may hold any part of a secret; only who keeps the one
 * that a fix takes out asks for it ({@link Moves}).
 */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Which of the rule's messages this is. */
  readonly messageId: string;
  /** One sentence, one line. */
  readonly message: SafeText;
  /** Exactly what the finding talks about: the token, not the server. */
  readonly at: Location;
  /** What it speaks against. */
  readonly about: SubjectRef;
  /** RFC 6901, from the top of the file; '' where it has no such structure. */
  readonly pointer: string;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  /** The credential this is about. */
  readonly credential?: FoundCredential;
  /** Set when a comment or the project file silences it: it still holds, and is listed wherever findings are. */
  readonly suppressed: Suppressed | null;
  /** The one of an earlier text that says the same of the same piece of it, where that was not looked at again. */
  readonly origin?: Finding | undefined;
}

/** What a credential opens, without any of it. */
export interface FoundCredential {
  /** A key of the providers catalog; null where nobody knows. */
  readonly provider: string | null;
  /** What it is called, as in "GitHub fine-grained personal access token". */
  readonly label: SafeText;
}

/** Who decided to live with a finding. */
export interface Suppressed {
  readonly reason: SafeText;
  /** A comment in the config, an entry of the project file, its baseline, or whoever switched the rule off. */
  readonly by: 'comment' | 'ignore' | 'baseline' | 'off';
  /** The last day on which it counts; undefined for none. */
  readonly until?: SafeText | undefined;
}

/** Another place that belongs to a finding: in the same file, or in another one. */
export interface Related {
  readonly at: Location | RangeLocation;
  readonly message: SafeText;
}

/** Edits that remove a finding. */
export interface Fix extends Omit<FixDraft, 'edits'> {
  /** Computed when asked for. A fix with a `lookup` needs its answer; without one it edits nothing. */
  edits(answer?: Answer): readonly FileEdit[];
}

/** A fix as a rule makes it: an edit that names no file is one of the file in which the finding stands. */
export interface FixDraft {
  /** Stable within the rule; tells the fixes of one finding apart. */
  readonly id: string;
  /** What it does, in the imperative. */
  readonly title: SafeText;
  /**
   * `safe` where it can never change what a correct set-up does; one with a `lookup` is safe only when the answer
   * is what runs here already. A person looks at all others.
   */
  readonly kind: 'safe' | 'review';
  /** The one to apply when nobody chooses; at most one per finding. */
  readonly preferred: boolean;
  /** A question to the machine or a registry that has to be answered first. */
  readonly lookup?: Lookup;
  /** The secret that the edits take out, and the name of the reference put in its place. */
  readonly moves?: Moves;
  /** As of {@link Fix}. */
  edits(answer?: Answer): readonly (TextEdit | FileEdit)[];
}

/** Edits of one file. */
export interface FileEdit {
  /** As the places of findings name it. */
  readonly file: string;
  readonly edits: readonly (TextEdit | AddedLine)[];
  /** Where there is no such file, one is made. */
  readonly create?: true;
}

/** A line for a list of lines such as `.gitignore`: at its end, unless the list has it. */
export interface AddedLine {
  readonly line: string;
}

/** What edits take out, and where it has to be found from then on. */
export interface Moves {
  /** Where it stands. Escapes are part of what is there, so this is never what to keep. */
  readonly span: Span;
  /** Of the variable or input in its place. */
  readonly name: string;
  /** The secret as the host reads it; a function, so that nothing that prints or sends a fix carries it along. */
  value(): string;
  /** The file, absolute, from which what is started reads it. */
  readonly file?: string;
  /** Who looks it up there when the server starts. */
  readonly reader?: Reader;
}

/** Who puts a value in place of a reference. */
export interface Reader {
  /** It asks a person once, has it in its environment, keeps it, or reads the file. */
  readonly how: 'asks' | 'environment' | 'keeps' | 'file';
  /** What a person calls it: `VS Code`, `1Password`, `docker`. */
  readonly label: string;
}

/** Which version of a package to write down. */
export interface Lookup {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  /** The tag or range that stands there now; '' for none. The answer lies within it. */
  readonly spec: string;
  /** The launcher that starts it (`npx`, `uvx` …): each has places of its own where copies are. */
  readonly launcher?: string;
  /** Registries that the command line itself names. */
  readonly registries?: NamedRegistries;
  /** The version that is to be left behind; nothing older that happens to be on this machine takes its place. */
  readonly instead?: string;
}

export interface NamedRegistries {
  readonly urls: readonly string[];
  /** Whether they stand in place of the person's own, or beside them. */
  readonly only: boolean;
}

export interface Answer {
  readonly version: string;
  /** Where it was found: `package-lock.json`, `the npx cache`, `the npm registry`. */
  readonly source: string;
  /** Whether this very version is what starts here today. */
  readonly installed: boolean;
  /** Set by a registry, also where the newest of all was taken; missing for what is on this machine. */
  readonly why?: Why;
  /** Whether it is what the launcher would fetch today, so that to write it down changes nothing of what starts. */
  readonly current?: true;
}

/** What stood in the way of newer versions. */
export interface Why {
  /** The newest one that was passed over, as it has a known vulnerability or is known to be hostile. */
  readonly passed?: string;
  /** The age that a newer one has not reached yet. */
  readonly minimumAgeDays?: number;
}
