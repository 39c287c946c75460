import * as vscode from 'vscode';
import { plain } from './plain.ts';

/** The only way to a notification: what is said is text, never a link. */
export const notify = {
  information(text: string, ...buttons: readonly string[]): Thenable<string | undefined> {
    return vscode.window.showInformationMessage(plain(text), ...buttons);
  },

  warning(text: string): void {
    void vscode.window.showWarningMessage(plain(text));
  },

  /** A question that has to be answered before anything else. @returns whether it was said yes to */
  async confirm(text: string, yes: string, detail = ''): Promise<boolean> {
    const options = { modal: true, detail: plain(detail) };
    return (await vscode.window.showWarningMessage(plain(text), options, yes)) === yes;
  },

  /** The same with all that hangs on it, and more than one answer. @returns the one that was given */
  ask(text: string, detail: string, ...answers: readonly string[]): Thenable<string | undefined> {
    const options = { modal: true, detail: plain(detail) };
    return vscode.window.showWarningMessage(plain(text), options, ...answers);
  },

  error(text: string): void {
    void vscode.window.showErrorMessage(plain(text));
  },
} as const;
