import type { ChecklistState, FindingState } from '../../server/protocol.ts';
import { pathOf } from '../tree/paths.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { FileNode } from './file-node.ts';
import { FindingNode } from './finding-node.ts';

type Known = Pick<ChecklistState, 'files' | 'findings'>;

/** The findings that the list of all has in these places, the worst in front. */
export function findingsAt(
  places: readonly number[],
  { findings }: Known,
): readonly FindingState[] {
  const found = places.flatMap((place) => findings[place] ?? []);
  return found.sort((a, b) => a.severity - b.severity);
}

/** A row for each, below the file that it is in where there are several. */
export function findingRows(
  parent: TreeNode,
  findings: readonly FindingState[],
  known: Known,
): readonly TreeNode[] {
  const uris = [...new Set(findings.map(({ uri }) => uri))];
  if (uris.length < 2) return rowsBelow(parent, findings, known, 'place');
  return uris.map((uri) => {
    const own = findings.filter((it) => it.uri === uri);
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
