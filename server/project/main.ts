import { projectRules } from '../../rules/checks/project-rules.ts';
import type { RuleMeta } from '../../rules/engine/rule.ts';
import { withoutTrees } from '../../rules/project/files/facts.ts';
import { readUnparsed, unparsedPackages } from '../../rules/project/parse-packages.ts';
import { findFiles, mayHoldProject } from './find-files.ts';
import { Folder } from './folder.ts';
import { parseTogether } from './parse-together.ts';

/** The server projects below a folder; undefined where no manifest speaks of one, and then nothing else was read. */
export async function openFolder(
  folder: string,
  signal?: AbortSignal,
): Promise<Folder | undefined> {
  if (!(await mayHoldProject(folder, signal))) return undefined;
  const { files, cut, takes } = await findFiles(folder, signal);
  const facts = readUnparsed(files);
  for (const unparsed of unparsedPackages(facts))
    await parseTogether(unparsed, (made) => {
      signal?.throwIfAborted();
      facts.set(made.path, withoutTrees(made));
    });
  return new Folder(facts, takes, cut);
}

/** What the rules about projects are, for whoever lists or explains them. */
export function ruleMetas(): readonly RuleMeta[] {
  return projectRules.map(({ meta }) => meta);
}
