import type { ChecklistState, FindingState, ItemState } from '../server/protocol.ts';

/** An item of the production list: of the open folders, or of the one list there is. */
export function itemIn(state: ChecklistState | undefined, number: number): ItemState | undefined {
  return state?.lists[0]?.items.find((it) => it.number === number);
}

export function findingsOf(state: ChecklistState, number: number): readonly FindingState[] {
  return (itemIn(state, number)?.findings ?? []).flatMap((place) => state.findings[place] ?? []);
}
