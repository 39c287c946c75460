import * as vscode from 'vscode';
import { probeReport, type ServerParams } from '../../server/protocol.ts';
import type { Session } from '../connection/session.ts';
import { registerRowCommand } from '../tree/rows.ts';
import { serverOf } from './which-server.ts';

/** Reports of probes as documents: `mcp-checklist-probe:/notes.md?…`. */
const PROBE_SCHEME = 'mcp-checklist-probe';

function reportUri(about: ServerParams): vscode.Uri {
  const name = about.server.replace(/[^\w.-]+/g, '-').slice(0, 60);
  const query = JSON.stringify(about);
  return vscode.Uri.from({ scheme: PROBE_SCHEME, path: `/${name}.md`, query });
}

/** What the last probe of each server showed; the server of the language writes it. */
export class ProbeReports implements vscode.TextDocumentContentProvider {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(PROBE_SCHEME, this),
      registerRowCommand('mcpChecklist.probeReport', async (node: unknown) => {
        const about = await serverOf(node);
        if (about) await this.show(about);
      }),
    );
  }

  async provideTextDocumentContent({ query }: vscode.Uri): Promise<string> {
    const report = await this.#session.request(probeReport, JSON.parse(query) as ServerParams);
    return report ?? vscode.l10n.t('This server has not been probed since it last changed.');
  }

  /** It was probed again: what is open shows that. */
  changed(about: ServerParams): void {
    this.#changed.fire(reportUri(about));
  }

  /** Asks anew for what is open. */
  refresh(): void {
    for (const { uri } of vscode.workspace.textDocuments)
      if (uri.scheme === PROBE_SCHEME) this.#changed.fire(uri);
  }

  async show(about: ServerParams): Promise<void> {
    await vscode.commands.executeCommand('markdown.showPreview', reportUri(about));
  }
}
