import type { Confidence, FixDraft, Severity } from '../findings/finding.ts';
import type { ServerProject } from '../project/project.ts';
import type { Signals } from '../project/signals/signals.ts';
import type { Place } from '../project/tools/tool.ts';
import type { SafeText } from '../secrets/safe.ts';
import type { RuleMeta } from './rule.ts';

/** The `{placeholders}` of a message. */
type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

type Messages = Readonly<Record<string, string>>;

/** What a rule says about one place of a project. */
export interface ProjectStatement<
  M extends Messages,
  Id extends keyof M & string = keyof M & string,
> {
  readonly message: Id;
  /** A value for each placeholder. Text from files is cleaned and redacted later. */
  readonly data: Readonly<Record<Placeholders<M[Id]>, string>>;
  readonly at: Place;
  readonly severity?: Severity;
  /** `low` is evidence for the checklist and no squiggle. */
  readonly confidence?: Confidence;
  readonly related?: readonly { readonly at: Place; readonly message: SafeText }[];
  readonly fixes?: readonly FixDraft[];
}

/** What a rule about a project reads, and where it reports. */
export interface ProjectContext<M extends Messages = Messages> extends SharedProject {
  report<Id extends keyof M & string>(statement: ProjectStatement<M, Id>): void;
}

/** What rules about projects read, computed once for all of them. */
export interface SharedProject {
  readonly project: ServerProject;
  readonly signals: Signals;
  /** Computes something when it is first asked for, by whichever rule; it lives as long as the run. */
  once<T>(compute: (shared: SharedProject) => T): T;
}

export interface ProjectRule {
  readonly meta: RuleMeta;
  readonly messages: Messages;
  check(context: ProjectContext): void;
}

/** A rule with its messages' placeholders checked against what it reports. */
export function defineProjectRule<const M extends Messages>(rule: {
  readonly meta: Omit<RuleMeta, 'subject' | 'disabledServers'>;
  readonly messages: M;
  check(context: ProjectContext<M>): void;
}): ProjectRule {
  const meta: RuleMeta = { ...rule.meta, subject: 'project', disabledServers: false };
  // Outside its own file a rule is only run, so the types of its messages end here.
  return { ...rule, meta } as unknown as ProjectRule;
}
