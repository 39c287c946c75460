import type { ProjectJudgement } from '../../rules/engine/run-project.ts';
import type { Finding, Related } from '../../rules/findings/finding.ts';
import { rangeIn } from '../../rules/project/files/lines.ts';
import type { ServerProject } from '../../rules/project/project.ts';
import { safe } from '../../rules/secrets/safe.ts';
import { groupedBy } from '../../rules/text/groups.ts';
import type { ProjectFindings } from './types.ts';

/** What was found in a project, by file. */
export function findingsOf(
  project: ServerProject,
  { findings, failures, unlisted }: ProjectJudgement,
): ProjectFindings {
  const shown = findings.filter(({ confidence }) => confidence !== 'low');
  const { root, name, files } = project;
  return {
    root: root === '' ? '.' : root,
    name: safe.name(name),
    files: [...groupedBy(shown, ({ at }) => at.file)].map(([file, own]) => ({
      file,
      text: files.get(file)?.text ?? '',
      findings: own.map((finding) => withRanges(project, finding)),
    })),
    failures,
    unlisted,
  };
}

/** Nobody keeps the texts of the other files, so their places are ranges from here on. */
function withRanges({ files }: ServerProject, finding: Finding): Finding {
  const related = finding.related.map(({ at, message }): Related => {
    if ('range' in at) return { at, message };
    const range = rangeIn(files.get(at.file)?.lines ?? [0], at.span);
    return { at: { file: at.file, range }, message };
  });
  return { ...finding, related };
}
