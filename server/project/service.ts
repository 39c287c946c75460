import type { Finding, Related } from '../../rules/findings/finding.ts';
import { lineStarts, rangeIn } from '../../rules/project/files/lines.ts';
import { type Change, changeOf, shifted, stretched } from '../../rules/text/change.ts';
import { Calm, movedFinding } from './calm.ts';
import type { Folder } from './folder.ts';
import { openFolder, ruleMetas } from './main.ts';
import { toolMarks } from './tool-marks.ts';
import type {
  FolderService,
  JudgedFile,
  JudgedFolder,
  JudgeFolder,
  ProjectHelp,
  ProjectService,
  SentFinding,
} from './types.ts';

/** Reads and judges folders for whoever cannot wait for it. What comes out can be sent to another thread. */
export const projectService: ProjectService = {
  async open(folder) {
    const opened = await openFolder(folder);
    return opened && new Served(opened);
  },
  ruleMetas: async () => ruleMetas(),
};

class Served implements FolderService {
  readonly #folder: Folder;
  readonly #calm = new Calm();

  constructor(folder: Folder) {
    this.#folder = folder;
  }

  async change(file: string, text: string | null): Promise<void> {
    this.#folder.change(file, text);
  }

  async judge(asked: JudgeFolder): Promise<JudgedFolder> {
    if (asked.paused) this.#folder.settle();
    const judged = this.#folder.judge(asked);
    const byFile = new Map<string, Finding[]>();
    for (const { judgement } of judged)
      for (const finding of judgement.findings) {
        if (!isShown(finding)) continue;
        const own = byFile.get(finding.at.file);
        if (own) own.push(finding);
        else byFile.set(finding.at.file, [finding]);
      }
    const files = new Set([...asked.open, ...byFile.keys()]);
    const marks = toolMarks(judged.map(({ project }) => project));
    const sent = [...files].flatMap((file) => {
      const own = this.#fileOf(file, byFile.get(file) ?? [], asked);
      return own ? [{ ...own, tools: this.#moved(file, marks.get(file) ?? []) }] : [];
    });
    return {
      cut: this.#folder.cut,
      roots: judged.map(({ project }) => project.root),
      reports: judged.map(({ report }) => report),
      files: sent,
      settled:
        sent.every(({ settled }) => settled) && (asked.paused || !this.#folder.isTornSomewhere),
      failures: judged.flatMap(({ judgement }) => judgement.failures),
    };
  }

  async help(root: string, item: number): Promise<readonly ProjectHelp[]> {
    return this.#folder.help(root, item);
  }

  /** What would be found in one file if it had another text. */
  async tryText(file: string, text: string, asked: JudgeFolder): Promise<readonly SentFinding[]> {
    const before = this.#folder.textOf(file);
    this.#folder.change(file, text);
    const found = this.#folder.judge(asked).flatMap(({ judgement }) => judgement.findings);
    const own = found.filter((it) => it.at.file === file && isShown(it));
    const sent = this.#whereNow(file, own).map((it) => this.#sent(it));
    this.#folder.change(file, before ?? null);
    return sent;
  }

  #fileOf(
    file: string,
    found: readonly Finding[],
    { open, paused }: JudgeFolder,
  ): Omit<JudgedFile, 'tools'> | undefined {
    const text = this.#folder.textOf(file);
    if (text === undefined) return undefined;
    const current = this.#whereNow(file, found);
    if (!open.includes(file)) {
      this.#calm.forget(file);
      return { file, findings: current.map((it) => this.#sent(it)), settled: true };
    }
    const { findings, settled } = this.#calm.of(file, text, current, paused);
    return { file, findings: findings.map((it) => this.#sent(it)), settled };
  }

  /** What was found in a file as it was last read whole, in its text as it is now. */
  #whereNow(file: string, found: readonly Finding[]): readonly Finding[] {
    const change = this.#tear(file);
    return change ? found.flatMap((it) => movedFinding(it, change, shifted) ?? []) : found;
  }

  /** What was typed since a file was last read whole; undefined where it is whole. */
  #tear(file: string): Change | undefined {
    const whole = this.#folder.factsOf(file)?.text;
    const text = this.#folder.textOf(file);
    return whole === undefined || text === undefined || whole === text
      ? undefined
      : changeOf(whole, text);
  }

  #moved(file: string, tools: JudgedFile['tools']): JudgedFile['tools'] {
    const change = this.#tear(file);
    if (!change) return tools;
    return tools.flatMap((tool) => {
      const nameAt = shifted(change, tool.nameAt);
      return nameAt ? [{ ...tool, nameAt, at: stretchedAround(change, tool.at, nameAt) }] : [];
    });
  }

  #sent(finding: Finding): SentFinding {
    const related = finding.related.map(({ at, message }): Related => {
      if ('range' in at) return { at, message };
      const lines = lineStarts(this.#folder.textOf(at.file) ?? '');
      return { at: { file: at.file, range: rangeIn(lines, at.span) }, message };
    });
    const fixes = finding.fixes.flatMap(({ lookup, moves, edits, ...fix }) =>
      // Nothing here hangs on an answer, or takes a secret along.
      lookup || moves ? [] : [{ ...fix, edits: edits() }],
    );
    return { ...finding, related, fixes };
  }
}

/** The others are evidence for the checklist, and no more. */
function isShown({ confidence }: Finding): boolean {
  return confidence !== 'low';
}

function stretchedAround(
  change: Change,
  at: JudgedFile['tools'][number]['at'],
  nameAt: JudgedFile['tools'][number]['nameAt'],
) {
  const { start, end } = stretched(change, at);
  return { start: Math.min(start, nameAt.start), end: Math.max(end, nameAt.end) };
}
