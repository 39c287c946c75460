import type { ItemState } from '../../server/protocol.ts';
import { EvidenceNode } from './evidence-node.ts';
import { FileNode } from './file-node.ts';
import type { TreeNode } from './tree-node.ts';

/** Sentences as they are; of the servers they are about, one row per file. */
export function evidenceRows(
  parent: TreeNode,
  itemNumber: number,
  evidence: ItemState['evidence'],
): readonly TreeNode[] {
  const sentences = new Set<string>();
  const files = new Map<string, string[]>();
  for (const { text, uri } of evidence) {
    if (uri === null) sentences.add(text);
    else files.set(uri, [...(files.get(uri) ?? []), text]);
  }
  return [
    ...[...sentences].map((text) => new EvidenceNode(parent, itemNumber, text)),
    ...[...files].map(([uri, servers]) => new FileNode(parent, itemNumber, uri, servers)),
  ];
}
