import { projectRules } from '../../rules/checks/project-rules.ts';
import { judgeProject, type ProjectJudgement } from '../../rules/engine/run-project.ts';
import { defaultSettings } from '../../rules/findings/settings.ts';
import { type FileFacts, readFacts, withoutTrees } from '../../rules/project/files/facts.ts';
import { parsePackages } from '../../rules/project/parse-packages.ts';
import type { ServerProject } from '../../rules/project/project.ts';
import { mentionsSdk, readProjects } from '../../rules/project/read.ts';
import { Signals } from '../../rules/project/signals/signals.ts';
import type { Tool } from '../../rules/project/tools/tool.ts';
import { unlessTorn, withTree } from '../../rules/source/read.ts';
import { changeOf, shifted } from '../../rules/text/change.ts';
import { digest } from '../machine/digest.ts';
import { findingsOf } from './findings.ts';
import { helpOf } from './help.ts';
import { reportOf } from './report.ts';
import { isTorn, isTyped } from './torn.ts';
import type { Judge, ProjectFindings, ProjectFolder, ProjectHelp, ProjectReport } from './types.ts';

/** One project with what was found in it. */
export interface JudgedProject {
  readonly project: ServerProject;
  readonly judgement: ProjectJudgement;
  readonly report: ProjectReport;
}

/** Whatever runs out does so by the day. */
const DAY = 24 * 60 * 60 * 1000;

/** Nobody has decided anything. */
const PLAIN: Judge = { settings: defaultSettings, comments: 'all', scopes: [], words: [], now: 0 };

/** The projects of a folder: facts of each file, merged when somebody asks. */
export class Folder implements ProjectFolder {
  readonly cut: string | undefined;
  /** Of each file as it was last read whole: what judgements are made of. */
  readonly #facts: Map<string, FileFacts>;
  /** Texts that are torn by what is being typed; the map above has them as they were before. */
  readonly #torn = new Map<string, string>();
  readonly #takes: (file: string) => boolean;
  #projects: readonly ServerProject[] | undefined;
  /** What was judged last, and by what: nothing is judged twice. */
  #judged: { readonly key: string; readonly all: readonly JudgedProject[] } | undefined;
  /** The file that is being typed in: it alone keeps its trees. */
  #typed: string | undefined;

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

  roots(): readonly string[] {
    return this.#all().map(({ root }) => root);
  }

  reports(asked: Judge = PLAIN): readonly ProjectReport[] {
    return this.judge(asked).map(({ report }) => report);
  }

  help(root: string, item: number): readonly ProjectHelp[] {
    const project = this.#all().find((it) => it.root === (root === '.' ? '' : root));
    return project ? helpOf(project, item) : [];
  }

  findings(asked: Judge = PLAIN): readonly ProjectFindings[] {
    return this.judge(asked).map(({ project, judgement }) => findingsOf(project, judgement));
  }

  judge(asked: Judge): readonly JudgedProject[] {
    const { settings, comments, scopes, words, now } = asked;
    const key = JSON.stringify([settings, comments, scopes, words, Math.floor(now / DAY)]);
    if (this.#judged?.key === key) return this.#judged.all;
    const all = this.#all().map((project) => judgeAs(project, asked));
    this.#judged = { key, all };
    return all;
  }

  /** What a file was when it was last read whole. */
  factsOf(file: string): FileFacts | undefined {
    return this.#facts.get(file);
  }

  /** The text of a file as it is now. */
  textOf(file: string): string | undefined {
    return this.#torn.get(file) ?? this.#facts.get(file)?.text;
  }

  change(file: string, text: string | null): void {
    if (text === null) {
      this.#torn.delete(file);
      if (!this.#facts.delete(file)) return;
    } else {
      if (!this.#takes(file) || this.textOf(file) === text) return;
      this.#rest(file);
      const whole = this.#facts.get(file);
      this.#torn.delete(file);
      if (whole?.text === text) return;
      const last = whole && this.#unlessTorn(whole, text);
      if (whole && !last) {
        this.#torn.set(file, text);
        return;
      }
      const facts = readFacts(file, text, last, !last?.unparsed);
      this.#facts.set(file, facts);
      const leads = facts.unparsed
        ? mentionsSdk(facts)
        : importsOf(facts) !== (whole && importsOf(whole));
      if (leads) parsePackages(this.#facts, withoutTrees);
    }
    this.#outdate();
  }

  /** What a text is read from; undefined where it is torn. */
  #unlessTorn(whole: FileFacts, text: string): FileFacts | undefined {
    if (!whole.source || !isTyped(whole, text)) return whole;
    const before = withTree(whole.source);
    if (before !== whole.source) this.#facts.set(whole.path, { ...whole, source: before });
    const source = unlessTorn(before, text);
    return source && { ...whole, source };
  }

  /** Whether a file counts as it was, as it may be torn by what is being typed. */
  get isTornSomewhere(): boolean {
    return this.#torn.size > 0;
  }

  /** Nobody types any more: what has errors counts as it is, unless they hide what is there. */
  settle(): void {
    for (const [file, text] of this.#torn) {
      const whole = this.#facts.get(file);
      const facts = whole && readFacts(file, text, whole);
      if (!facts || isTorn(whole, facts)) continue;
      const [projects, judged] = [this.#all(), this.#judged];
      const tools = toolsIn(projects, file);
      this.#facts.set(file, facts);
      this.#outdate();
      const now = new Set(toolsIn(this.#all(), file).map(({ name }) => name));
      const change = changeOf(whole.text, facts.text);
      const isKept = tools.every(
        ({ name, nameAt }) => now.has(name) || shifted(change, nameAt.span) === undefined,
      );
      if (isKept) this.#torn.delete(file);
      else {
        this.#facts.set(file, whole);
        this.#projects = projects;
        this.#judged = judged;
      }
    }
  }

  #outdate(): void {
    this.#projects = undefined;
    this.#judged = undefined;
  }

  #all(): readonly ServerProject[] {
    this.#projects ??= readProjects(this.#facts.values());
    return this.#projects;
  }

  #rest(file: string): void {
    const last = this.#typed === undefined ? undefined : this.#facts.get(this.#typed);
    if (last && this.#typed !== file) this.#facts.set(last.path, withoutTrees(last));
    this.#typed = file;
  }
}

/** What it loads: of a package that nothing loaded so far there is more to read then. */
function importsOf({ source }: FileFacts): string {
  return source?.module.imports.map(({ from }) => from).join() ?? '';
}

function toolsIn(projects: readonly ServerProject[], file: string): readonly Tool[] {
  return projects.flatMap(({ tools }) => tools.filter(({ nameAt }) => nameAt.file === file));
}

function judgeAs(
  project: ServerProject,
  { settings, comments, scopes, words, now }: Judge,
): JudgedProject {
  const { root } = project;
  const scopeOf = (file: string) => {
    const scope = scopes.find(({ below }) => below === '' || file.startsWith(`${below}/`));
    return scope && { project: scope.project, path: scope.prefix + file.slice(scope.cut) };
  };
  const policy = scopeOf(`${root}/`)?.project;
  const signals = new Signals(project);
  const judging = { settings, comments, policy, scopeOf, now: now || undefined, signals, digest };
  const judgement = judgeProject(project, projectRules, judging);
  const { attestations = [], probes = [] } = words.find((it) => it.root === root) ?? {};
  const { findings } = judgement;
  const report = reportOf(project, {
    findings,
    attestations,
    probes,
    now: judging.now,
    signals,
  });
  return { project, judgement, report };
}
