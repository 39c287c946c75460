import { groupedBy } from '../../rules/text/groups.ts';
import type { FindingState } from '../../server/protocol.ts';
import type { ChecklistState } from '../tree/checklist-state.ts';
import { pathOf } from '../tree/paths.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { FileNode } from './file-node.ts';
import { FindingNode } from './finding-node.ts';

type Known = Pick<ChecklistState, 'fileOf'>;

/** The worst in front. */
export function worstFirst(findings: readonly FindingState[]): readonly FindingState[] {
  return [...findings].sort((a, b) => a.severity - b.severity);
}

/** A row for each, below the file that it is in where there are several. */
export function findingRows(
  parent: TreeNode,
  findings: readonly FindingState[],
  known: Known,
): readonly TreeNode[] {
  const byFile = groupedBy(findings, ({ uri }) => uri);
  if (byFile.size < 2) return rowsBelow(parent, findings, known, 'place');
  return [...byFile].map(([uri, own]) => {
    const path = pathOf(uri, known);
    return new FileNode(parent, { uri, path, findings: own.length }, (node) =>
      rowsBelow(node, own, known, 'server'),
    );
  });
}

/** @param shows what the rows above have not said yet */
export function rowsBelow(
  parent: TreeNode,
  findings: readonly FindingState[],
  known: Known,
  shows: 'place' | 'server' | 'line',
): readonly TreeNode[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    // Lines shift while somebody types: what stays is the how-manieth of its kind it is.
    const kind = `${finding.uri}#${finding.rule}#${finding.server}`;
    const nth = seen.get(kind) ?? 0;
    seen.set(kind, nth + 1);
    const path = pathOf(finding.uri, known);
    return new FindingNode(parent, `${parent.id}/${kind}#${nth}`, finding, { path, shows });
  });
}
