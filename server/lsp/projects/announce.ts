import { join } from 'node:path';
import {
  BulkRegistration,
  type BulkUnregistration,
  CodeActionKind,
  CodeActionRequest,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  type DocumentFilter,
  DocumentSymbolRequest,
  HoverRequest,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { withSlashes } from '../../machine/paths.ts';
import { FIX_ALL, projectsChanged, SOURCE } from '../../protocol.ts';
import type { Session } from '../session.ts';
import { projectsState } from './projects-state.ts';

const CODE = '**/*.{ts,mts,cts,tsx,js,mjs,cjs,jsx,py,go}';
/** JSON is sent anyway, by clients that know which of it is a config. */
const BESIDE = '**/{go.mod,pyproject.toml,requirements*.txt,smithery.yaml,Dockerfile*}';
const DOCUMENTS = ['*.{md,mdx}', 'docs/**/*.{md,mdx}'];
const ON_DISK =
  '**/*.{ts,mts,cts,tsx,js,mjs,cjs,jsx,py,go,md,mdx,json,toml,mod,yaml,yml,txt,example}';

/**
 * Tells the client of the server projects there are, and asks for what is typed in them: documents of programs below
 * their roots and nowhere else.
 */
export class Announcer {
  readonly #session: Session;
  #roots = '';
  #sent = '';
  #registered: Promise<BulkUnregistration | undefined> = Promise.resolve(undefined);

  constructor(session: Session) {
    this.#session = session;
  }

  start(): void {
    const { events, log } = this.#session;
    const tell = log.guard('Telling of server projects', undefined, () => this.#tell());
    events.projects.on(() => void tell());
  }

  async #tell(): Promise<void> {
    const { client, connection, projects, runtime } = this.#session;
    if (client.options.checklist) {
      const state = projectsState(projects.folders, (path) => runtime.uriOf(path));
      const written = JSON.stringify(state);
      if (written !== this.#sent) {
        this.#sent = written;
        await connection.sendNotification(projectsChanged, state);
      }
    }
    const roots = projects.folders.flatMap(({ path, judgement }) =>
      (judgement?.roots ?? []).map((root) => join(path, root)),
    );
    const written = roots.sort().join('\n');
    if (written === this.#roots) return;
    this.#roots = written;
    const before = this.#registered;
    // One after the other: what is asked for twice is sent twice.
    this.#registered = before.then(async (old) => {
      old?.dispose();
      return roots.length === 0 ? undefined : this.#register(roots);
    });
    await this.#registered;
  }

  async #register(roots: readonly string[]): Promise<BulkUnregistration> {
    const { client, connection } = this.#session;
    const { registers } = client;
    const documentSelector: DocumentFilter[] = roots.flatMap((root) =>
      [CODE, BESIDE, ...DOCUMENTS].map((pattern) => ({
        scheme: 'file',
        pattern: `${escaped(withSlashes(root))}/${pattern}`,
      })),
    );
    const all = BulkRegistration.create();
    if (registers.has('synchronization')) {
      all.add(DidOpenTextDocumentNotification.type, { documentSelector });
      const syncKind = TextDocumentSyncKind.Incremental;
      all.add(DidChangeTextDocumentNotification.type, { documentSelector, syncKind });
      all.add(DidCloseTextDocumentNotification.type, { documentSelector });
    }
    if (registers.has('hover')) all.add(HoverRequest.type, { documentSelector });
    if (registers.has('documentSymbol'))
      all.add(DocumentSymbolRequest.type, { documentSelector, label: 'MCP' });
    if (registers.has('codeAction')) {
      const codeActionKinds = [CodeActionKind.QuickFix, FIX_ALL];
      const resolveProvider = client.resolvesEdits;
      all.add(CodeActionRequest.type, { documentSelector, codeActionKinds, resolveProvider });
    }
    if (client.pullsDiagnostics && registers.has('diagnostic'))
      all.add(DocumentDiagnosticRequest.type, {
        documentSelector,
        identifier: SOURCE,
        interFileDependencies: true,
        workspaceDiagnostics: false,
      });
    if (client.registersWatchers) {
      const watchers = roots.map((root) => ({
        globPattern: client.watchesElsewhere
          ? { baseUri: this.#session.runtime.uriOf(root), pattern: ON_DISK }
          : `${escaped(withSlashes(root))}/${ON_DISK}`,
      }));
      all.add(DidChangeWatchedFilesNotification.type, { watchers });
    }
    return connection.client.register(all);
  }
}

/** A path as part of a pattern: what has a meaning there stands for itself. */
function escaped(path: string): string {
  return path.replace(/[[\]{}*?]/g, '[$&]');
}
