import type { Config, Server } from '../config/config.ts';
import type { Facts } from '../findings/facts.ts';
import type { Confidence, FixDraft, Related, Severity } from '../findings/finding.ts';
import type { ItemId } from '../findings/item-id.ts';
import type { EnvironmentOf } from '../policy/environments.ts';
import type { SilencedRule, Suppression } from '../policy/suppressions.ts';
import type { CredentialMatch } from '../secrets/index.ts';
import type { Span } from '../text/span.ts';

/** What a rule is, apart from its code. Its page is `checks/<id>.md`. */
export interface RuleMeta {
  readonly id: string;
  /** What it judges. */
  readonly subject: 'config' | 'project';
  /** The items of checklists it speaks for; none for one about the file itself. */
  readonly items: readonly ItemId[];
  /** The severity of a finding that says nothing else. */
  readonly severity: Severity;
  /** `strict` rules are silent unless asked for. */
  readonly tier: 'default' | 'strict';
  /** What its fixes are: all safe, all for a person to review, some of either kind, or there is none. */
  readonly fix: 'none' | 'safe' | 'review' | 'some';
  /** The version that had it first. */
  readonly since: string;
  /** How an editor may show what it finds: struck through, or faded. */
  readonly tags?: readonly ('deprecated' | 'unnecessary')[];
  /** What somebody who types has to be done with before it is said; the word at the caret where nothing is named. */
  readonly doneWith?: 'server' | 'file';
  /** Whether it holds for a server that is switched off: a token in it leaks all the same. */
  readonly disabledServers: boolean;
  /** What it finds, as the end of "Finds …". */
  readonly finds: string;
  /** Why that matters, in one sentence. */
  readonly why: string;
  /** What it says hangs on more than the text: facts that may be missing. */
  readonly needsFacts?: true;
  readonly standards: Standards;
}

/** Weakness classes as of November 2026. */
export interface Standards {
  readonly cwe: readonly number[];
  /** OWASP MCP Top 10 (2025). */
  readonly owaspMcp: readonly string[];
  /** OWASP LLM Top 10 (2025). */
  readonly owaspLlm: readonly string[];
  /** CoSAI MCP threat categories. */
  readonly cosai: readonly string[];
}

/** The `{placeholders}` of a message. */
type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

type Messages = Readonly<Record<string, string>>;

/** What a rule says about one range. */
export interface Statement<M extends Messages, Id extends keyof M & string = keyof M & string> {
  readonly message: Id;
  /** A value for each placeholder of the message. Text from the file is cleaned and redacted later. */
  readonly data: Readonly<Record<Placeholders<M[Id]>, string>>;
  readonly span: Span;
  /** The file it stands in; the subject's own where nothing is said. */
  readonly file?: string;
  readonly pointer: string;
  readonly server?: Server | undefined;
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  /** A statement that most set-ups can do without, of a rule that otherwise everybody wants. */
  readonly tier?: 'strict';
  /** Withheld while something in the text is torn: whoever is still typing may be about to put it right. */
  readonly unlessTorn?: true;
  readonly related?: readonly Related[];
  readonly fixes?: readonly FixDraft[];
  /** The credential it is about, as it was found. */
  readonly credential?: Pick<CredentialMatch, 'provider' | 'label'>;
}

/** What a rule reads, and where it reports. */
export interface RuleContext<M extends Messages = Messages> extends SharedContext {
  report<Id extends keyof M & string>(statement: Statement<M, Id>): void;
}

/** What rules read, computed once for all of them. */
export interface SharedContext {
  readonly config: Config;
  readonly facts: Facts;
  /** Every credential and placeholder of the file. */
  readonly credentials: readonly CredentialMatch[];
  /** Where the file is, as far as somebody said. */
  readonly path: string | undefined;
  /** The same as locations name it: '' where nobody said. */
  readonly file: string;
  readonly environmentOf: EnvironmentOf;
  /** The folder it speaks for, with forward slashes; '' for a person's own file, and where nobody knows. */
  readonly folder: string;
  readonly silences: Silences;
  /** What became of the findings of all rules that ran before; its own are not among them. */
  readonly extent: Extent;
  /** Computes something when it is first asked for, by whichever rule; it lives as long as the run. */
  once<T>(compute: (context: SharedContext) => T): T;
}

/** How much of a file's findings the report holds. */
export interface Extent {
  readonly listed: number;
  /** How many there are besides, silenced ones aside. */
  readonly unlisted: number;
  /** The worst severity of those. */
  readonly worst: Severity | undefined;
  /** Whether the file took too long, so that some rules did not see all of it. */
  readonly stopped: boolean;
}

/** The comments of a file that silence rules. */
export interface Silences {
  readonly all: readonly Suppression[];
  /**
   * What became of one, as far as the rules have run. `unsure` where its rule is switched off, or would need facts
   * that nobody gave.
   */
  stateOf(silenced: SilencedRule): 'used' | 'unused' | 'unknown' | 'unsure';
}

export interface Rule {
  readonly meta: RuleMeta;
  readonly messages: Messages;
  /** It runs behind the others, as it speaks of what they found; a second round of them speaks of all. */
  readonly last?: 1 | 2;
  check(context: RuleContext): void;
}

/** A rule with its messages' placeholders checked against what it reports. */
export function defineRule<const M extends Messages>(rule: {
  readonly meta: RuleMeta;
  readonly messages: M;
  readonly last?: 1 | 2;
  check(context: RuleContext<M>): void;
}): Rule {
  // Outside its own file a rule is only run, so the types of its messages end here.
  return rule as unknown as Rule;
}
