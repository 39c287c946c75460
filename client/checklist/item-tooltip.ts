import * as vscode from 'vscode';
import type { ItemState } from '../tree/checklist-state.ts';
import { statusText } from './status.ts';

/** Servers and files name themselves: what they say goes in as text, never as markdown. */
export function itemTooltip(item: ItemState): vscode.MarkdownString {
  const { number, title, status, severity, effort, question, sentences, findings } = item;
  const tooltip = new vscode.MarkdownString('**');
  tooltip.appendText(`${number}. ${title}`).appendMarkdown('**\n\n');
  tooltip.appendText(question).appendMarkdown('\n\n');
  const facts = [
    statusText(status, findings.length),
    severity,
    vscode.l10n.t('takes about {0}', effort),
  ];
  tooltip.appendText(facts.join(' · '));
  if (findings.length > 0) return tooltip;
  // The servers that a sentence is about are rows of their own.
  for (const text of sentences) {
    tooltip.appendMarkdown('\n\n').appendText(text);
  }
  return tooltip;
}
