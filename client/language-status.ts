import * as vscode from 'vscode';
import { type ChecklistState, SOURCE } from '../server/protocol.ts';
import { runsOut } from './checklist/status.ts';
import { SELECTOR } from './connection/selector.ts';
import type { State } from './tree/state.ts';
import { count } from './tree/words.ts';

/** Counts of the active config, beside the language's name in the status bar; nothing for other documents. */
export class LanguageStatus implements vscode.Disposable {
  readonly item = vscode.languages.createLanguageStatusItem('mcpChecklist.status', []);
  readonly #state: State;
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(state: State) {
    this.#state = state;
    this.item.name = 'MCP Checklist';
    const title = vscode.l10n.t('Open Checklist');
    this.item.command = { command: 'mcpChecklist.openChecklist', title };
    this.#subscriptions = [
      state.onDidChange(() => this.#update()),
      vscode.window.onDidChangeActiveTextEditor(() => this.#update()),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        const active = activeUri()?.toString();
        if (uris.some((uri) => uri.toString() === active)) this.#update();
      }),
    ];
    this.#update();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.item.dispose();
  }

  #update(): void {
    const { phase, checklist } = this.#state;
    const active = activeUri();
    const file = active && checklist?.files.find(({ uri }) => isSame(uri, active));
    // An item that matches no document is not shown.
    this.item.selector = file ? [...SELECTOR] : [];
    this.item.busy = phase === 'starting';
    if (!file) return;
    const { errors, warnings } = counts(active);
    const ends = endingWords(checklist?.lists ?? [], file.uri);
    this.item.text = summary(errors, warnings);
    this.item.detail = [file.host, ...reviewsText(ends)].join(' · ');
    this.item.severity = severityOf(errors, warnings + ends.length);
    this.item.accessibilityInformation = { label: `${this.item.text}, ${this.item.detail}` };
  }
}

/** The days that are left of each word about a config that soon will not count. */
function endingWords(lists: ChecklistState['lists'], uri: string): readonly number[] {
  const servers = lists.flatMap(({ items }) => items.flatMap((item) => item.servers));
  return servers.flatMap((it) => (it.uri === uri ? (it.attestation?.endsIn ?? []) : []));
}

function reviewsText(ends: readonly number[]): readonly string[] {
  if (ends.length === 0) return [];
  const first = runsOut(Math.min(...ends));
  return [
    ends.length === 1
      ? vscode.l10n.t('1 review {0}', first)
      : vscode.l10n.t('{0} reviews, one {1}', ends.length, first),
  ];
}

function activeUri(): vscode.Uri | undefined {
  return vscode.window.activeTextEditor?.document.uri;
}

/** Two spellings of one address: the editor escapes more than others do. */
function isSame(fromServer: string, fromEditor: vscode.Uri): boolean {
  return vscode.Uri.parse(fromServer).toString() === fromEditor.toString();
}

function counts(uri: vscode.Uri): { errors: number; warnings: number } {
  const ours = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === SOURCE);
  const { Error: error, Warning: warning } = vscode.DiagnosticSeverity;
  return {
    errors: ours.filter(({ severity }) => severity === error).length,
    warnings: ours.filter(({ severity }) => severity === warning).length,
  };
}

function severityOf(errors: number, warnings: number): vscode.LanguageStatusSeverity {
  if (errors > 0) return vscode.LanguageStatusSeverity.Error;
  return warnings > 0
    ? vscode.LanguageStatusSeverity.Warning
    : vscode.LanguageStatusSeverity.Information;
}

function summary(errors: number, warnings: number): string {
  const { t } = vscode.l10n;
  const parts: string[] = [];
  if (errors > 0) parts.push(count.errors(errors));
  if (warnings > 0) parts.push(count.warnings(warnings));
  return parts.length === 0 ? t('MCP: no problems') : t('MCP: {0}', parts.join(', '));
}
