import type { ProtocolConnection } from 'vscode-languageserver/node';
import type { ChecklistState, ItemState } from '../client/tree/checklist-state.ts';
import { JoinedChecklist } from '../client/tree/checklist-state.ts';
import type { FindingState } from '../server/protocol.ts';
import { type ChecklistUpdate, checklistChanged } from '../server/protocol.ts';

/** An item of the production list: of the open folders, or of the one list there is. */
export function itemIn(state: ChecklistState | undefined, number: number): ItemState | undefined {
  return state?.lists[0]?.items.find((it) => it.number === number);
}

export function findingsOf(state: ChecklistState, number: number): readonly FindingState[] {
  return itemIn(state, number)?.findings ?? [];
}

/** Tells of every checklist that a server sends, joined from what it sends of it. */
export function onChecklist(
  connection: ProtocolConnection,
  look: (state: ChecklistState) => void,
  saw: (update: ChecklistUpdate) => void = () => undefined,
): void {
  const joined = new JoinedChecklist();
  connection.onNotification(checklistChanged, (update) => {
    saw(update);
    const state = joined.take(update);
    if (state) look(state);
  });
}
