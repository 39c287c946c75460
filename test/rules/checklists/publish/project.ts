import { DRAFT, type Help } from '../../../../rules/checklists/publish/help/help.ts';
import { helpFor } from '../../../../rules/checklists/publish/help/index.ts';
import { publishEvidence } from '../../../../rules/checklists/publish/judge.ts';
import { statusOf } from '../../../../rules/checklists/status.ts';
import { editsOfFile } from '../../../../rules/fixes/file-edits.ts';
import { readFacts } from '../../../../rules/project/files/facts.ts';
import type { ServerProject } from '../../../../rules/project/project.ts';
import { readProjects } from '../../../../rules/project/read.ts';
import { Signals } from '../../../../rules/project/signals/signals.ts';
import { applyEdits } from '../../../../rules/text/span.ts';

/** A project as its files, by path. */
export type Files = Readonly<Record<string, string>>;

export function projectOf(files: Files): ServerProject {
  const facts = Object.entries(files).map(([path, text]) => readFacts(path, text));
  const [project] = readProjects(facts);
  if (!project) throw new Error('no project');
  return project;
}

const known = new WeakMap<Files, Signals>();

export function helpOf(files: Files, item: number): readonly Help[] {
  const signals = known.get(files) ?? new Signals(projectOf(files));
  known.set(files, signals);
  return helpFor(item, signals);
}

/** The files once a help has written what it writes. */
export function applied(files: Files, { edits }: Help): Files {
  const after: Record<string, string> = { ...files };
  for (const file of new Set(edits.map((it) => it.file))) {
    const text = after[file] ?? '';
    after[file] = applyEdits(text, editsOfFile(edits, file, text));
  }
  return after;
}

/** The files once somebody has read every draft. */
export function read(files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      text
        .split('\n')
        .filter((line) => !line.includes(DRAFT))
        .join('\n'),
    ]),
  );
}

export function standing(files: Files, item: number): { status: string; reason: string } {
  const { status, reasons } = statusOf(`publish/${item}`, publishEvidence(projectOf(files)));
  return { status, reason: reasons[0]?.text ?? '' };
}
