import { projectRules } from '../../rules/checks/project-rules.ts';
import type { RuleMeta } from '../../rules/engine/rule.ts';
import type { JudgingProject } from '../../rules/engine/run-project.ts';
import { type FileFacts, readFacts, withoutTrees } from '../../rules/project/files/facts.ts';
import type { ServerProject } from '../../rules/project/project.ts';
import { readProjects } from '../../rules/project/read.ts';
import { findFiles, mayHoldProject } from './find-files.ts';
import { findingsOf } from './findings.ts';
import { reportOf } from './report.ts';
import type { ProjectFindings, ProjectFolder, ProjectReport } from './types.ts';

/** The server projects below a folder; undefined where no manifest speaks of one, and then nothing else was read. */
export async function openFolder(
  folder: string,
  signal?: AbortSignal,
): Promise<ProjectFolder | undefined> {
  if (!(await mayHoldProject(folder, signal))) return undefined;
  const { files, cut } = await findFiles(folder, signal);
  const facts = new Map<string, FileFacts>();
  for (const [file, text] of files) {
    signal?.throwIfAborted();
    facts.set(file, withoutTrees(readFacts(file, text)));
  }
  return new Folder(facts, cut);
}

/** What the rules about projects are, for whoever lists or explains them. */
export function ruleMetas(): readonly RuleMeta[] {
  return projectRules.map(({ meta }) => meta);
}

class Folder implements ProjectFolder {
  readonly cut: string | undefined;
  readonly #facts: Map<string, FileFacts>;
  #projects: readonly ServerProject[] | undefined;
  #reports: readonly ProjectReport[] | undefined;
  /** The file that is being typed in: it alone keeps its trees. */
  #typed: string | undefined;

  constructor(facts: Map<string, FileFacts>, cut: string | undefined) {
    this.#facts = facts;
    this.cut = cut;
  }

  reports(): readonly ProjectReport[] {
    this.#reports ??= this.#all().map(reportOf);
    return this.#reports;
  }

  findings(judging: JudgingProject): readonly ProjectFindings[] {
    return this.#all().map((project) => findingsOf(project, judging));
  }

  #all(): readonly ServerProject[] {
    this.#projects ??= readProjects(this.#facts.values());
    return this.#projects;
  }

  change(file: string, text: string | null): void {
    if (text === null) this.#facts.delete(file);
    else {
      const facts = readFacts(file, text, this.#facts.get(file));
      if (facts === this.#facts.get(file)) return;
      this.#rest(file);
      this.#facts.set(file, facts);
    }
    this.#projects = undefined;
    this.#reports = undefined;
  }

  #rest(file: string): void {
    const last = this.#typed === undefined ? undefined : this.#facts.get(this.#typed);
    if (last && this.#typed !== file) this.#facts.set(last.path, withoutTrees(last));
    this.#typed = file;
  }
}
