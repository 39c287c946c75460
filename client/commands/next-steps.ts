import * as vscode from 'vscode';
import type { NextStep } from '../../server/protocol.ts';

/** A step that only the client can take. */
export interface OwnStep {
  readonly label: string;
  readonly detail: string;
  readonly does: 'run';
  run(): Thenable<unknown>;
}

type Step = NextStep | OwnStep;

interface Row extends vscode.QuickPickItem {
  readonly step: Step;
}

const ICONS: Readonly<Record<Step['does'], string>> = {
  open: 'go-to-file',
  browse: 'link-external',
  read: 'circle-large-outline',
  run: 'checklist',
};

let open: vscode.QuickPick<Row> | undefined;

/** For tests, as VS Code shows a list and tells nobody. */
export function openSteps(): readonly string[] | undefined {
  return open?.items.map(({ label }) => label);
}

/**
 * What is left to do once a secret is out of a file. It stays until the person turns away: a notification would be
 * gone before the old secret is revoked. What was done is ticked.
 */
export function showNextSteps(steps: readonly Step[], title = TITLE): void {
  if (steps.length === 0) return;
  open?.hide();
  const pick = vscode.window.createQuickPick<Row>();
  open = pick;
  const done = new Set<Step>();
  const show = (): void => {
    pick.items = steps.map((step) => ({
      step,
      label: step.label,
      detail: step.detail,
      iconPath: new vscode.ThemeIcon(done.has(step) ? 'pass-filled' : ICONS[step.does]),
    }));
  };
  pick.title = title;
  pick.placeholder = vscode.l10n.t('Enter opens or ticks a step, Escape closes this list.');
  pick.ignoreFocusOut = true;
  pick.onDidAccept(async () => {
    const [row] = pick.selectedItems;
    if (!row) return;
    done.add(row.step);
    show();
    await take(row.step);
  });
  pick.onDidHide(() => {
    if (open === pick) open = undefined;
    pick.dispose();
  });
  show();
  pick.show();
}

const TITLE = vscode.l10n.t('The secret is out of the file. What is left to do:');

async function take(step: Step): Promise<void> {
  if (step.does === 'run') await step.run();
  else if (step.does === 'browse') await vscode.env.openExternal(vscode.Uri.parse(step.target));
  else if (step.does === 'open')
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(step.target));
}
