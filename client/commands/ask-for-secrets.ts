import * as vscode from 'vscode';
import { SECTION, type SecretsGo, type SecretsQuestion } from '../../server/protocol.ts';
import { answerOf } from './asked.ts';

interface Choice extends vscode.QuickPickItem {
  readonly go: SecretsGo;
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
  const many = question.names.length > 1;
  pick.title = many
    ? vscode.l10n.t('Where do the values of {0} go?', listed(question.names))
    : vscode.l10n.t('Where does the value of {0} go?', listed(question.names));
  pick.placeholder = vscode.l10n.t(
    'The fix takes it out of the file. Nothing is changed before you choose.',
  );
  pick.items = choices(question);
  return (await answerOf(pick))?.[0]?.go;
}

/** The server knows who looks a secret up from then on, so what is said of an answer is its word. */
function choices({ ways }: SecretsQuestion): readonly Choice[] {
  return ways.map(({ go, label, detail }) => ({
    go,
    label,
    detail,
    iconPath: new vscode.ThemeIcon(ICONS[go]),
  }));
}

const ICONS: Readonly<Record<SecretsGo, string>> = {
  copy: 'copy',
  profile: 'terminal',
  save: 'save',
  discard: 'trash',
};

/** So many fit in a title; the rest is a number. */
const FEW = 3;

function listed(names: readonly string[]): string {
  const rest = names.length - FEW;
  const first = names.slice(0, FEW).join(', ');
  return rest > 0 ? vscode.l10n.t('{0} and {1} more', first, rest) : first;
}
