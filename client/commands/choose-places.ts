import * as vscode from 'vscode';
import type { Range } from 'vscode-languageserver-protocol';
import { answerOf } from './asked.ts';

/** Something that is about to be done in a place of a file. */
export interface Place {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  /** Its file, as a person calls it. */
  readonly file: string;
  readonly uri: string;
  readonly range: Range;
}

interface Row extends vscode.QuickPickItem {
  readonly place: Place;
}

/**
 * Shows what is about to be done before it is: every box is ticked, Enter does it.
 *
 * @returns the ids of what was unticked; undefined where the person turned away, or left nothing
 */
export async function choosePlaces(
  title: string,
  places: readonly Place[],
): Promise<readonly string[] | undefined> {
  const pick = vscode.window.createQuickPick<Row>();
  pick.title = title;
  pick.placeholder = vscode.l10n.t('Enter changes what is ticked. Nothing is changed before.');
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.items = places.map((place) => ({
    place,
    label: place.label,
    description: `${place.file}:${place.range.start.line + 1}`,
    ...(place.detail !== undefined && { detail: place.detail }),
    buttons: [
      { iconPath: new vscode.ThemeIcon('go-to-file'), tooltip: vscode.l10n.t('Show the Place') },
    ],
  }));
  pick.selectedItems = pick.items;
  pick.onDidTriggerItemButton(({ item }) => show(item.place));
  const chosen = await answerOf(pick);
  if (!chosen || chosen.length === 0) return undefined;
  const kept = new Set(chosen.map(({ place }) => place.id));
  return places.map(({ id }) => id).filter((id) => !kept.has(id));
}

async function show({ uri, range: { start, end } }: Place): Promise<void> {
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  const options = { selection, preserveFocus: true, preview: true };
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(uri), options);
}
