import type { Severity } from '../findings/finding.ts';
import { type SafeText, safe, sentence } from '../secrets/safe.ts';
import type { Span } from '../text/span.ts';
import { isAbout, isOver, type Silenceable } from './ignores.ts';
import type { ProjectReading } from './read.ts';

/** Something to say about a project file itself. */
export interface ProjectRemark {
  readonly message: SafeText;
  readonly severity: Severity;
  readonly span: Span;
}

/** What is known of the configs that a project file speaks for. */
export interface ProjectSurvey {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Findings that something silences, with their config's path from the folder of the file. */
  readonly silenced: readonly (Pick<Silenceable, 'rule' | 'server' | 'pointer'> & {
    readonly path: string;
  })[];
  /** Whether a rule exists, and was run over all of them. */
  stateOf(rule: string): 'judged' | 'off' | 'unknown';
}

/** What is wrong in a project file, and which of its exceptions except nothing. Throws nothing. */
export function reviewProject(
  { project, problems, spans }: ProjectReading,
  { now, silenced, stateOf }: ProjectSurvey,
): readonly ProjectRemark[] {
  const remarks: ProjectRemark[] = problems.map(({ message, span, harmless }) => ({
    message,
    span,
    severity: harmless ? 'hint' : 'warning',
  }));
  for (const ignore of project.ignore) {
    const span = spans.get(ignore);
    const state = stateOf(ignore.rule);
    const message =
      state !== 'unknown' && ignore.until !== undefined && isOver(ignore.until, now)
        ? sentence`This ran out on ${safe.text(ignore.until)} and silences nothing any more.`
        : state === 'judged' && !silenced.some((it) => isAbout(ignore, it.path, it))
          ? sentence`There is nothing of ${safe.name(ignore.rule)} to silence there.`
          : undefined;
    if (span && message !== undefined) remarks.push({ message, severity: 'hint', span });
  }
  return remarks;
}
