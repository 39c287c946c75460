import { type FileFacts, readFacts, withoutTrees } from '../../rules/project/files/facts.ts';
import { readProjects } from '../../rules/project/read.ts';
import { findFiles, mayHoldProject } from './find-files.ts';
import { reportOf } from './report.ts';
import type { ProjectFolder, ProjectReport } from './types.ts';

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

class Folder implements ProjectFolder {
  readonly cut: string | undefined;
  readonly #facts: Map<string, FileFacts>;
  #reports: readonly ProjectReport[] | undefined;
  /** The file that is being typed in: it alone keeps its trees. */
  #typed: string | undefined;

  constructor(facts: Map<string, FileFacts>, cut: string | undefined) {
    this.#facts = facts;
    this.cut = cut;
  }

  reports(): readonly ProjectReport[] {
    this.#reports ??= readProjects(this.#facts.values()).map(reportOf);
    return this.#reports;
  }

  change(file: string, text: string | null): void {
    if (text === null) this.#facts.delete(file);
    else {
      const facts = readFacts(file, text, this.#facts.get(file));
      if (facts === this.#facts.get(file)) return;
      this.#rest(file);
      this.#facts.set(file, facts);
    }
    this.#reports = undefined;
  }

  #rest(file: string): void {
    const last = this.#typed === undefined ? undefined : this.#facts.get(this.#typed);
    if (last && this.#typed !== file) this.#facts.set(last.path, withoutTrees(last));
    this.#typed = file;
  }
}
