import * as vscode from 'vscode';
import { SECTION, type SecretsGo, type SecretsQuestion } from '../../server/protocol.ts';

interface Choice extends vscode.QuickPickItem {
  readonly go: SecretsGo;
}

let open: vscode.QuickPick<Choice> | undefined;

/** For tests, as VS Code shows a question and tells nobody. */
export interface OpenQuestion {
  readonly title: string;
  readonly choices: readonly string[];
  /** The one that Enter takes; '' while there is none. */
  readonly active: string;
}

export function openQuestion(): OpenQuestion | undefined {
  if (!open) return undefined;
  const choices = open.items.map(({ label }) => label);
  return { title: open.title ?? '', choices, active: open.activeItems[0]?.label ?? '' };
}

/**
 * Asks where the secrets go that a fix is about to take out, unless the person has said so in the settings.
 *
 * @returns undefined where the person turned away: then nothing may be changed
 */
export async function askForSecrets(question: SecretsQuestion): Promise<SecretsGo | undefined> {
  const said = vscode.workspace.getConfiguration(SECTION).get('secrets.afterFix');
  if (said === 'copy' || said === 'discard') return said;
  // The word that the setting had for it before there were other files.
  if (said === 'env') return 'save';
  const pick = vscode.window.createQuickPick<Choice>();
  open = pick;
  const many = question.names.length > 1;
  pick.title = many
    ? vscode.l10n.t('Where do the values of {0} go?', listed(question.names))
    : vscode.l10n.t('Where does the value of {0} go?', listed(question.names));
  pick.placeholder = vscode.l10n.t(
    'The fix takes it out of the file. Nothing is changed before you choose.',
  );
  pick.items = choices(question);
  // Whoever looks something up meanwhile still has to answer.
  pick.ignoreFocusOut = true;
  try {
    return await new Promise<SecretsGo | undefined>((resolve) => {
      pick.onDidAccept(() => resolve(pick.selectedItems[0]?.go));
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    open = undefined;
    pick.dispose();
  }
}

function choices({ files }: SecretsQuestion): readonly Choice[] {
  const names = files.map((file) => vscode.workspace.asRelativePath(file, true));
  return [
    {
      go: 'save',
      label: vscode.l10n.t('Save to {0}', listed(names)),
      detail: vscode.l10n.t('A file that only you can read and that git ignores.'),
      iconPath: new vscode.ThemeIcon('save'),
    },
    {
      go: 'copy',
      label: vscode.l10n.t('Copy (cleared after 1 min)'),
      detail: vscode.l10n.t('Paste it where the reference looks; then the clipboard is cleared.'),
      iconPath: new vscode.ThemeIcon('copy'),
    },
    {
      go: 'discard',
      label: vscode.l10n.t('Discard'),
      detail: vscode.l10n.t('It will be nowhere else. Undo brings it back.'),
      iconPath: new vscode.ThemeIcon('trash'),
    },
  ];
}

/** So many fit in a title; the rest is a number. */
const FEW = 3;

function listed(names: readonly string[]): string {
  const rest = names.length - FEW;
  const first = names.slice(0, FEW).join(', ');
  return rest > 0 ? vscode.l10n.t('{0} and {1} more', first, rest) : first;
}
