import { join } from 'node:path';
import type { Finding, Fix } from '../../../rules/findings/finding.ts';
import { codeSource } from '../../../rules/secrets/safe-source.ts';
import { applyFixes, type Fixed } from '../../workspace/apply-fixes.ts';
import type { Io } from '../io.ts';
import { eachFolder, type OpenProjects, type ProjectOptions } from '../projects.ts';
import type { Side } from '../reporters/diff.ts';
import type { Plan } from './write-fixed.ts';

/**
 * What fixing makes of the source of server projects: of each file with what was made of those before it.
 *
 * @param choose the fix of a finding that is wanted
 */
export async function planProjects(
  io: Io,
  paths: readonly string[],
  options: ProjectOptions,
  choose: (finding: Finding) => Fix | undefined,
): Promise<readonly Plan[]> {
  const plans: Plan[] = [];
  await eachFolder(io, paths, options, async (found) => {
    const { opened, judge } = found;
    const wanted = opened
      .findings(judge)
      .flatMap(({ files }) => files)
      .filter(({ findings }) => findings.some((it) => it.suppressed === null && choose(it)));
    for (const { file, text } of wanted) plans.push(await planFile(found, file, text, choose));
  });
  return plans;
}

async function planFile(
  { opened, judge, folder, shown }: OpenProjects,
  file: string,
  text: string,
  choose: (finding: Finding) => Fix | undefined,
): Promise<Plan> {
  const fixed = await applyFixes(text, {
    find: async (current) => {
      opened.change(file, current);
      return opened
        .findings(judge)
        .flatMap(({ files }) => files)
        .flatMap((it) => (it.file === file ? it.findings : []));
    },
    choose,
    answer: async () => undefined,
  });
  opened.change(file, fixed.text);
  return {
    path: join(folder, file),
    shown: shown(file),
    boundary: folder,
    before: text,
    fixed: withPaths(fixed, folder),
    taken: [],
    old: sideOf(text),
    now: sideOf(fixed.text),
  };
}

/** Other files by their paths: the folder is not the one that somebody works in. */
function withPaths(fixed: Fixed, folder: string): Fixed {
  const others = fixed.others.map((edit) => ({ ...edit, file: join(folder, edit.file) }));
  return { ...fixed, others };
}

function sideOf(text: string): Side {
  return { text, source: codeSource(text) };
}
