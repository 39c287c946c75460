import * as vscode from 'vscode';
import type { RequestType } from 'vscode-languageclient/node';
import type { Session } from '../connection/session.ts';

/** Does what takes its time with a notification that says what it is at, and calls it off. */
export function inProgress<P extends { readonly token: string }, R>(
  session: Session,
  title: string,
  type: RequestType<P, R, void>,
  params: Omit<P, 'token'>,
): Thenable<R | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, (progress, token) =>
    session.follow(type, params, (message) => progress.report({ message }), token),
  );
}
