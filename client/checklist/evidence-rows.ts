import type { ItemState } from '../../server/protocol.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { EvidenceNode } from './evidence-node.ts';
import { ItemServerNode } from './item-server-node.ts';

/** Sentences as they are, then the servers that decide: those a person can say something about. */
export function evidenceRows(
  parent: TreeNode,
  { id, status, evidence, servers }: ItemState,
): readonly TreeNode[] {
  const sentences = new Set(evidence.filter(({ uri }) => uri === null).map(({ text }) => text));
  const open = servers.filter(
    (it) => (it.status === status && evidence.length > sentences.size) || it.attestation !== null,
  );
  return [
    ...[...sentences].map((text) => new EvidenceNode(parent, id, text)),
    ...open.map((it) => new ItemServerNode(parent, id, it)),
  ];
}
