import {
  type CancellationToken,
  DocumentDiagnosticReportKind,
  type ResultProgressReporter,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceFullDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { addressOf } from '../../runtime/addresses.ts';
import type { Session } from '../session.ts';
import type { Workspace } from '../workspace.ts';

type Report = WorkspaceFullDocumentDiagnosticReport;

/** What a client has seen, by path. */
type Known = Map<string, { readonly uri: string; readonly id: string }>;

const kind = DocumentDiagnosticReportKind.Full;

type Progress = ResultProgressReporter<WorkspaceDiagnosticReport>;

/**
 * What is to be said about configs that nobody has open. Clients that ask are answered when there is something new; VS Code
 * would ask again two seconds after an answer, so its question stays open, and it is told bit by bit. To all others it is
 * sent. An open document is never among them: it has diagnostics of its own.
 */
export class WorkspaceDiagnostics {
  readonly #session: Session;
  readonly #workspace: Workspace;
  /** What was sent to a client that does not ask. */
  readonly #sent: Known = new Map();
  /** Documents that were opened, by path: what is shown of them stays when they are closed, until something else is told. */
  readonly #opened = new Map<string, string>();
  #wake: () => void = () => undefined;
  #changed = this.#nextChange();
  #isOver = false;

  constructor(session: Session, workspace: Workspace) {
    this.#session = session;
    this.#workspace = workspace;
    session.documents.onDidOpen(({ document: { uri } }) =>
      this.#opened.set(addressOf(session.runtime, uri), uri),
    );
    session.events.judged.on(() => {
      const wake = this.#wake;
      this.#changed = this.#nextChange();
      wake();
    });
  }

  /** Sends what is new, from now on, to a client that does not ask. */
  push(): void {
    const { events, log } = this.#session;
    const send = log.guard('Sending diagnostics of closed files', undefined, () => this.#push());
    events.judged.on(() => void send());
  }

  /** Answers a client that asks. */
  async pull(
    { previousResultIds }: WorkspaceDiagnosticParams,
    token: CancellationToken,
    progress: Progress | undefined,
  ): Promise<WorkspaceDiagnosticReport> {
    const { runtime } = this.#session;
    const known: Known = new Map(
      previousResultIds.map(({ uri, value: id }) => [addressOf(runtime, uri), { uri, id }]),
    );
    const cancelled = new Promise<void>((resolve) =>
      token.onCancellationRequested(() => resolve()),
    );
    let isFirst = known.size === 0;
    while (!token.isCancellationRequested && !this.#isOver) {
      const changed = this.#changed;
      const items = this.#newFor(known);
      if (!progress && (items?.length || (isFirst && items))) return { items };
      if (items?.length) progress?.report({ items });
      if (items) isFirst = false;
      await Promise.race([changed, cancelled]);
    }
    return { items: [] };
  }

  dispose(): void {
    this.#isOver = true;
    this.#wake();
  }

  #nextChange(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  async #push(): Promise<void> {
    const { connection } = this.#session;
    for (const { uri, items } of this.#newFor(this.#sent) ?? [])
      await connection.sendDiagnostics({ uri, diagnostics: items });
  }

  /**
   * What somebody who knows this much has not seen yet.
   *
   * @param known brought up to date
   * @returns undefined while not all configs have been looked at
   */
  #newFor(known: Known): Report[] | undefined {
    const files = this.#workspace.closedFiles();
    if (!files) return undefined;
    const { documents, runtime } = this.#session;
    const open = new Set(documents.all().map(({ uri }) => addressOf(runtime, uri)));
    for (const [path, uri] of this.#opened) known.set(path, { uri, id: '' });
    const reports: Report[] = [];
    for (const [path, { uri, id, items }] of files) {
      if (known.get(path)?.id === id || open.has(path)) continue;
      known.set(path, { uri, id });
      this.#opened.delete(path);
      reports.push({ kind, uri, version: null, resultId: id, items: [...items] });
    }
    for (const [path, { uri }] of known) {
      // What is open speaks for itself.
      if (files.has(path) || open.has(path)) continue;
      known.delete(path);
      this.#opened.delete(path);
      reports.push({ kind, uri, version: null, items: [] });
    }
    return reports;
  }
}
