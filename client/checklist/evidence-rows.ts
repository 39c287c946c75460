import type { ChecklistState, ItemState, ServerState } from '../../server/protocol.ts';
import { pathOf } from '../tree/paths.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { EvidenceNode } from './evidence-node.ts';
import { ItemServerNode } from './item-server-node.ts';

/** Sentences as they are, then the servers that decide: those a person can say something about. */
export function evidenceRows(
  parent: TreeNode,
  { id, question, probeable, status, evidence, servers }: ItemState,
  known: Pick<ChecklistState, 'files'>,
): readonly TreeNode[] {
  const sentences = new Set(evidence.filter(({ uri }) => uri === null).map(({ text }) => text));
  const open = servers.filter(
    (it) => (it.status === status && evidence.length > sentences.size) || it.attestation !== null,
  );
  return [
    ...[...sentences].map((text) => new EvidenceNode(parent, text)),
    ...open.map((it) => rowOf(parent, it, { id, question, probeable }, known)),
  ];
}

/** What a probe saw fail stands beside the findings. */
export function probeRows(
  parent: TreeNode,
  item: ItemState,
  known: Pick<ChecklistState, 'files'>,
): readonly TreeNode[] {
  return item.servers
    .filter(({ probed }) => probed?.says === 'fail')
    .map((it) => rowOf(parent, it, item, known));
}

function rowOf(
  parent: TreeNode,
  state: ServerState,
  { id, question, probeable }: Pick<ItemState, 'id' | 'question' | 'probeable'>,
  known: Pick<ChecklistState, 'files'>,
): TreeNode {
  const path = pathOf(state.uri, known);
  return new ItemServerNode(parent, { ...state, item: id, question, path, probeable });
}
