import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';

/** Pages of rules as documents: `mcp-checklist-rule:/unpinned-package.md`. */
const SCHEME = 'mcp-checklist-rule';

export function pageUri(rule: string): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` });
}

/** The pages of all rules inside VS Code, from the extension itself: they open on a plane, too. */
export function registerRulePages(file: string): vscode.Disposable {
  let pages: Promise<Readonly<Record<string, string>>> | undefined;
  const all = (): Promise<Readonly<Record<string, string>>> => {
    pages ??= readFile(file, 'utf8').then((text) => JSON.parse(text));
    return pages;
  };
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: async ({ path }) =>
        (await all())[path.slice(1).replace(/\.md$/, '')] ?? '',
    }),
    vscode.commands.registerCommand('mcpChecklist.showRule', async (rule?: unknown) => {
      const id = ruleOf(rule) ?? (await vscode.window.showQuickPick(Object.keys(await all())));
      if (id) await vscode.commands.executeCommand('markdown.showPreview', pageUri(id));
    }),
  );
}

/** A rule's id, or a row of the side bar that is about one. */
function ruleOf(given: unknown): string | undefined {
  if (typeof given === 'string') return given;
  const rule =
    typeof given === 'object' && given !== null && 'rule' in given ? given.rule : undefined;
  return typeof rule === 'string' ? rule : undefined;
}
