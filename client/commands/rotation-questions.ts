import * as vscode from 'vscode';
import type {
  CredentialAt,
  CredentialState,
  RotateParams,
  RotateResult,
  RotationPlace,
} from '../../server/protocol.ts';
import { notify } from '../connection/notify.ts';
import { answerOf } from './asked.ts';
import { choosePlaces } from './choose-places.ts';

export type How = Pick<RotateParams, 'to' | 'fresh'>;

export async function whichCredential(
  all: readonly CredentialState[],
): Promise<CredentialAt | undefined> {
  if (all.length === 0)
    void notify.information(vscode.l10n.t('No config here holds a credential in plain text.'));
  if (all.length < 2) return all[0];
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { at: CredentialAt }>();
  pick.title = vscode.l10n.t('Which credential?');
  pick.items = all.map(({ uri, start, label, name, places, files }) => ({
    at: { uri, start },
    label,
    description: name,
    detail: inPlaces(places, files),
  }));
  return (await answerOf(pick))?.[0]?.at;
}

export function inPlaces(places: number, files: number): string {
  const all = places === 1 ? vscode.l10n.t('1 place') : vscode.l10n.t('{0} places', places);
  return files === 1
    ? vscode.l10n.t('{0} in 1 file', all)
    : vscode.l10n.t('{0} in {1} files', all, files);
}

/** What takes its place; the new one is typed here and nowhere else. */
export async function askHow({ label, places }: RotateResult): Promise<How | undefined> {
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { to: How['to'] }>();
  const files = new Set(places.map(({ uri }) => uri)).size;
  pick.title = `${label}: ${inPlaces(places.length, files)}`;
  pick.placeholder = vscode.l10n.t('Nothing is changed before you have seen it.');
  const [refers, takes] = [places.filter(isReferable).length, places.filter(isSettable).length];
  const refer = {
    to: 'reference' as const,
    label: vscode.l10n.t('Put a reference in {0} of {1}', refers, places.length),
    detail: vscode.l10n.t('The value gets one home; the next rotation changes that alone.'),
    iconPath: new vscode.ThemeIcon('references'),
  };
  const write = {
    to: 'value' as const,
    label: vscode.l10n.t('Write a new value in {0} of {1}', takes, places.length),
    detail: vscode.l10n.t('It is in plain text there, as the old one is.'),
    iconPath: new vscode.ThemeIcon('edit'),
  };
  pick.items = [...(refers > 0 ? [refer] : []), ...(takes > 0 ? [write] : [])];
  const to = (await answerOf(pick))?.[0]?.to;
  const fresh = to && (await askValue(label, to));
  return fresh === undefined ? undefined : { to, ...(fresh !== '' && { fresh }) };
}

async function askValue(label: string, to: How['to']): Promise<string | undefined> {
  const isNeeded = to === 'value';
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('{0}: the new value', label),
    prompt: isNeeded
      ? vscode.l10n.t('It goes into the places that you tick next, and nowhere else.')
      : vscode.l10n.t('You are asked next where it goes. Leave it empty to keep the old one.'),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) =>
      isNeeded && text.trim() === '' ? vscode.l10n.t('A value is needed.') : undefined,
  });
  return typed?.trim();
}

const isReferable = ({ reference }: RotationPlace): boolean => reference !== null;
const isSettable = ({ settable }: RotationPlace): boolean => settable;

/** @returns the ids of the places that stay as they are; undefined where the person turned away */
export async function whichPlaces(
  { label, places }: RotateResult,
  { to }: How,
): Promise<readonly string[] | undefined> {
  const isMeant = to === 'value' ? isSettable : isReferable;
  const detailOf = ({ reference }: RotationPlace): string =>
    to === 'value' ? vscode.l10n.t('Write the new value') : (reference ?? '');
  const rows = places.filter(isMeant).map(({ server, name, ...it }) => ({
    ...it,
    label: [server, name].filter((part) => part.length > 0).join(' › '),
    detail: detailOf({ server, name, ...it }),
  }));
  const left = await choosePlaces(vscode.l10n.t('{0}: what is replaced', label), rows);
  const others = places.filter((it) => !isMeant(it)).map(({ id }) => id);
  return left && [...left, ...others];
}
