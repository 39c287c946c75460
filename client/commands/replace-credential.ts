import * as vscode from 'vscode';
import {
  type CredentialAt,
  credentials,
  ROTATE,
  type RotateResult,
  rotate,
  type SecretsAnswer,
} from '../../server/protocol.ts';
import { notify } from '../connection/notify.ts';
import type { Session } from '../connection/session.ts';
import { ServerNode } from '../servers/server-node.ts';
import type { State } from '../tree/state.ts';
import { applyWithSecrets } from './move-secrets.ts';
import { askHow, type How, whichCredential, whichPlaces } from './rotation-questions.ts';
import { showRotated } from './rotation-result.ts';

/**
 * One rotation is one operation: every place of a credential, in all configs, timed from the first question to the last
 * save. Tests say how it is replaced, persons are asked.
 */
export function registerReplaceCredential(session: Session, state: State): vscode.Disposable {
  return vscode.commands.registerCommand(ROTATE, async (about: unknown, given?: How) => {
    const started = Date.now();
    const at = isPlace(about) ? about : await chosenAmong(session, about);
    const found = at && (await session.request(rotate, { at }));
    if (found?.problem) notify.warning(found.problem);
    if (!found || found.places.length === 0) return;
    const how = given ?? (await askHow(found));
    const without = how && (await whichPlaces(found, how));
    if (!without) return;
    const open = openAndClean(found);
    const params = { at, stamp: found.stamp, ...how, without };
    const request = (answer?: SecretsAnswer) =>
      session.requestUntraced(rotate, { ...params, ...(answer && { answer }) });
    await applyWithSecrets(session, request, async (result) => {
      for (const it of open) if (it.isDirty) await it.save();
      showRotated(state, result, Date.now() - started);
    });
  });
}

function isPlace(about: unknown): about is CredentialAt {
  return typeof about === 'object' && about !== null && 'start' in about && 'uri' in about;
}

async function chosenAmong(session: Session, about: unknown): Promise<CredentialAt | undefined> {
  const of = about instanceof ServerNode && { uri: about.row.uri, server: about.row.name };
  return whichCredential((await session.request(credentials, of ? { of } : {})) ?? []);
}

/** Documents that are saved when it is done: what somebody has not finished in others is left to them. */
function openAndClean({ places }: RotateResult): readonly vscode.TextDocument[] {
  const uris = new Set(places.map(({ uri }) => vscode.Uri.parse(uri).toString()));
  return vscode.workspace.textDocuments.filter(
    (it) => !it.isDirty && !it.isUntitled && uris.has(it.uri.toString()),
  );
}
