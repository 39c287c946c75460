import type { JudgingProject } from '../../rules/engine/run-project.ts';
import { type FileFacts, readFacts, withoutTrees } from '../../rules/project/files/facts.ts';
import type { ServerProject } from '../../rules/project/project.ts';
import { readProjects } from '../../rules/project/read.ts';
import { findingsOf } from './findings.ts';
import { reportOf } from './report.ts';
import { isTorn } from './torn.ts';
import type { ProjectFindings, ProjectFolder, ProjectReport } from './types.ts';

/** The projects of a folder: facts of each file, merged when somebody asks. */
export class Folder implements ProjectFolder {
  readonly cut: string | undefined;
  /** Of each file as it was last read whole: what judgements are made of. */
  readonly #facts: Map<string, FileFacts>;
  /** Texts that are torn by what is being typed; the map above has them as they were before. */
  readonly #torn = new Map<string, FileFacts>();
  #projects: readonly ServerProject[] | undefined;
  #reports: readonly ProjectReport[] | undefined;
  /** The file that is being typed in: it alone keeps its trees. */
  #typed: string | undefined;

  readonly #takes: (file: string) => boolean;

  /** @param takes whether a file belongs to it, by its name */
  constructor(
    facts: Map<string, FileFacts>,
    takes: (file: string) => boolean,
    cut: string | undefined,
  ) {
    this.#facts = facts;
    this.#takes = takes;
    this.cut = cut;
  }

  reports(): readonly ProjectReport[] {
    this.#reports ??= this.projects().map(reportOf);
    return this.#reports;
  }

  findings(judging: JudgingProject): readonly ProjectFindings[] {
    return this.projects().map((project) => findingsOf(project, judging));
  }

  projects(): readonly ServerProject[] {
    this.#projects ??= readProjects(this.#facts.values());
    return this.#projects;
  }

  /** What a file was when it was last read whole. */
  factsOf(file: string): FileFacts | undefined {
    return this.#facts.get(file);
  }

  /** The text of a file as it is now. */
  textOf(file: string): string | undefined {
    return (this.#torn.get(file) ?? this.#facts.get(file))?.text;
  }

  change(file: string, text: string | null): void {
    if (text === null) {
      this.#torn.delete(file);
      if (!this.#facts.delete(file)) return;
    } else {
      if (!this.#takes(file)) return;
      const whole = this.#facts.get(file);
      const last = this.#torn.get(file) ?? whole;
      const facts = readFacts(file, text, last);
      if (facts === last) return;
      this.#rest(file);
      if (whole && isTorn(whole, facts)) {
        this.#torn.set(file, facts);
        return;
      }
      this.#torn.delete(file);
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
