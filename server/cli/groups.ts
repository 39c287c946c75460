import type { ItemOutcome, ItemStatus } from '../../rules/checklists/checklist.ts';
import type { FileEvidence } from '../../rules/checklists/evidence.ts';
import { judgeConfigs } from '../../rules/checklists/index.ts';

/** What is judged together: what was asked for, and apart from it a person's own configs, wherever they work. */
export interface Group {
  readonly id: 'workspace' | 'machine';
  readonly root: '.' | '~';
  readonly items: readonly ItemStatus[];
  readonly evidence: readonly FileEvidence[];
  readonly servers: number;
  readonly files: number;
}

/** As much of a group as its heading says. */
export type GroupCounts = Pick<Group, 'id' | 'servers' | 'files'> & {
  readonly items: readonly ItemOutcome[];
};

/** What grouping takes of a file. */
export interface Grouped {
  readonly evidence?: FileEvidence | undefined;
  readonly servers: number;
  /** Whether it is in the report. */
  readonly reported: boolean;
  /** Whether it is a person's own config rather than one that was asked for. */
  readonly own: boolean;
}

/** The groups that hold anything; the first one where none does. */
export function groupsOf(files: readonly Grouped[], now: number): readonly Group[] {
  const asked = files.filter(({ own }) => !own);
  const own = files.filter((it) => it.own);
  const machine = own.length > 0 ? [groupOf('machine', '~', own, now)] : [];
  if (asked.length === 0 && machine.length > 0) return machine;
  return [groupOf('workspace', '.', asked, now), ...machine];
}

function groupOf(
  id: Group['id'],
  root: Group['root'],
  files: readonly Grouped[],
  now: number,
): Group {
  const evidence = files.flatMap((it) => it.evidence ?? []);
  return {
    id,
    root,
    evidence,
    items: judgeConfigs(evidence, now),
    servers: files.reduce((sum, { servers }) => sum + servers, 0),
    files: files.filter(({ reported }) => reported).length,
  };
}
