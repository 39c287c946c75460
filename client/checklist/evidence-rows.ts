import type { ChecklistState, ItemState } from '../../server/protocol.ts';
import { pathOf } from '../tree/paths.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { EvidenceNode } from './evidence-node.ts';
import { ItemServerNode } from './item-server-node.ts';

/** Sentences as they are, then the servers that decide: those a person can say something about. */
export function evidenceRows(
  parent: TreeNode,
  { id, question, status, evidence, servers }: ItemState,
  known: Pick<ChecklistState, 'files'>,
): readonly TreeNode[] {
  const sentences = new Set(evidence.filter(({ uri }) => uri === null).map(({ text }) => text));
  const open = servers.filter(
    (it) => (it.status === status && evidence.length > sentences.size) || it.attestation !== null,
  );
  return [
    ...[...sentences].map((text) => new EvidenceNode(parent, text)),
    ...open.map((it) => {
      const path = pathOf(it.uri, known);
      return new ItemServerNode(parent, { ...it, item: id, question, path });
    }),
  ];
}
