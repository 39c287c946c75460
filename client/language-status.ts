import * as vscode from 'vscode';
import { isOfProject } from '../rules/project/signs.ts';
import { SOURCE } from '../server/protocol.ts';
import { doneText } from './checklist/progress-text.ts';
import { runsOut } from './checklist/status.ts';
import { SELECTOR } from './connection/selector.ts';
import type { ChecklistState } from './tree/checklist-state.ts';
import type { State } from './tree/state.ts';
import { count } from './tree/words.ts';

/** Counts of the active config, beside the language's name in the status bar; nothing for other documents. */
export class LanguageStatus implements vscode.Disposable {
  readonly item = vscode.languages.createLanguageStatusItem('mcpChecklist.status', []);
  readonly #state: State;
  readonly #subscriptions: readonly vscode.Disposable[];
  /** By the server's: with ten thousand configs, asking the editor each time takes as long as a key may. */
  readonly #spellings = new Map<string, string>();

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
    const active = activeUri();
    const known = active && this.#knownOf(active);
    // An item that matches no document is not shown.
    this.item.selector = known ? [...SELECTOR, { scheme: 'file' }] : [];
    // What acts on the file in front of a person can work only where that is known.
    void vscode.commands.executeCommand('setContext', 'mcpChecklist.active', known !== undefined);
    this.item.busy = this.#state.phase === 'starting';
    if (!active || !known) return;
    const { errors, warnings } = counts(active);
    this.item.text = summary(errors, warnings);
    this.item.detail = [known.detail, ...reviewsText(known.ends)].join(' · ');
    this.item.severity = severityOf(errors, warnings + known.ends.length);
    this.item.accessibilityInformation = { label: `${this.item.text}, ${this.item.detail}` };
  }

  /** There are two spellings of one address: the editor escapes more than others do. */
  #spelled(uri: string): string {
    const known = this.#spellings.get(uri) ?? vscode.Uri.parse(uri).toString();
    this.#spellings.set(uri, known);
    return known;
  }

  /** Whose config it is, or how far the project is that it is part of; undefined for all other documents. */
  #knownOf(active: vscode.Uri): Known | undefined {
    const { checklist, projects } = this.#state;
    const file = checklist?.files.find(({ uri }) => this.#spelled(uri) === active.toString());
    if (file) return { detail: file.host, ends: endingWords(checklist?.lists ?? [], file.uri) };
    const project = projects.find(({ root }) => {
      const folder = `${vscode.Uri.parse(root).toString()}/`;
      const name = active.toString();
      return name.startsWith(folder) && isOfProject(name.slice(folder.length));
    });
    return project && { detail: `${project.name}: ${doneText(project.progress)}`, ends: [] };
  }
}

/** What is said of a document beside its counts. */
interface Known {
  readonly detail: string;
  readonly ends: readonly number[];
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
