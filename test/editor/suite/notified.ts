import { existsSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { eventually } from './vscode.ts';

export interface Notification {
  readonly text: string;
  readonly links: readonly string[];
}

/** What the launcher saw in the workbench: see scripts/vscode/notifications.mjs. */
const file = process.env.MCP_CHECKLIST_NOTIFICATIONS;

export function shown(): readonly Notification[] {
  if (file === undefined || !existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Notification);
}

async function waitFor(words: string): Promise<Notification> {
  const find = () => shown().find(({ text }) => text.includes(words));
  await eventually(`a notification with "${words}"`, async () => {
    // Toasts come and go, and not at all where a window has no focus: the list stays.
    await vscode.commands.executeCommand('notifications.showList');
    return find() !== undefined;
  });
  return find() as Notification;
}

/** Waits for a notification with these words; undefined where this VS Code does not let itself be looked at. */
export const notified = file === undefined ? undefined : waitFor;
