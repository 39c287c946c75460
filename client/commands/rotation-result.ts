import * as vscode from 'vscode';
import type { RotateResult } from '../../server/protocol.ts';
import type { State } from '../tree/state.ts';
import { type OwnStep, showNextSteps } from './next-steps.ts';
import { inPlaces } from './rotation-questions.ts';

/** The item of the checklist that asks how long it takes. */
const ITEM = 'production/4';
const HALF_A_YEAR = 182 * 24 * 60 * 60 * 1000;

/** What was replaced and how long that took, with what is left to do. */
export function showRotated(state: State, result: RotateResult, milliseconds: number): void {
  const { places, done, next, label } = result;
  const files = new Set(places.map(({ uri }) => uri)).size;
  const said = vscode.l10n.t(
    'replaced in {0}, in {1}',
    inPlaces(done, files),
    spoken(milliseconds),
  );
  const title = vscode.l10n.t('{0}: {1}. What is left to do:', label, said);
  const own = attestStep(state, places, said);
  showNextSteps([...next, ...(own ? [own] : [])], title);
}

function spoken(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function attestStep(
  { checklist }: State,
  places: RotateResult['places'],
  said: string,
): OwnStep | undefined {
  const items =
    checklist?.lists.flatMap((list) => list.items.filter(({ id }) => id === ITEM)) ?? [];
  const isMeant = ({ uri, server }: { readonly uri: string; readonly server: string }): boolean =>
    places.some((it) => uri === it.uri && server === it.server);
  const [item] = items;
  const abouts = items
    .flatMap(({ servers }) => servers.filter(isMeant))
    .map(({ uri, server }) => ({ item: ITEM, uri, server }) as const);
  if (!item || abouts.length === 0) return undefined;
  const until = new Date(Date.now() + HALF_A_YEAR).toISOString().slice(0, 10);
  return {
    does: 'run',
    label: vscode.l10n.t('Note it for item {0}: {1}', item.number, item.short),
    detail: said,
    run: () =>
      vscode.commands.executeCommand('mcpChecklist.attest', abouts, {
        until,
        keep: 'person',
        note: said,
      }),
  };
}
