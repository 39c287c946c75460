import type { ServerState } from '../../server/protocol.ts';
import type { ChecklistState, ItemState } from '../tree/checklist-state.ts';
import { pathOf } from '../tree/paths.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { EvidenceNode } from './evidence-node.ts';
import { ItemServerNode } from './item-server-node.ts';

/** Sentences as they are, then the servers that decide: those a person can say something about. */
export function evidenceRows(
  parent: TreeNode,
  { id, question, probeable, status, sentences, named, servers }: ItemState,
  known: Pick<ChecklistState, 'fileOf'>,
): readonly TreeNode[] {
  const open = servers.filter((it) => (it.status === status && named) || it.attestation !== null);
  // A row of its own says the same, and knows of which server.
  const said = new Set(open.flatMap(({ probed }) => probed?.text ?? []));
  return [
    ...[...new Set(sentences)]
      .filter((it) => !said.has(it))
      .map((text) => new EvidenceNode(parent, text)),
    ...open.map((it) => rowOf(parent, it, { id, question, probeable }, known)),
  ];
}

/** What a probe saw fail, and what a provider was asked about, stands beside the findings. */
export function probeRows(
  parent: TreeNode,
  item: ItemState,
  known: Pick<ChecklistState, 'fileOf'>,
): readonly TreeNode[] {
  return item.servers
    .filter(({ probed }) => probed && probed.says !== 'pass' && probed.text !== '')
    .map((it) => rowOf(parent, it, item, known));
}

function rowOf(
  parent: TreeNode,
  state: ServerState,
  { id, question, probeable }: Pick<ItemState, 'id' | 'question' | 'probeable'>,
  known: Pick<ChecklistState, 'fileOf'>,
): TreeNode {
  const path = pathOf(state.uri, known);
  return new ItemServerNode(parent, { ...state, item: id, question, path, probeable });
}
