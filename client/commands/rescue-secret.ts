import * as vscode from 'vscode';

/** Behind a fix that takes a secret out of a file; its argument finds the secret again. */
export const RESCUE = 'mcpChecklist.rescueSecret';

/** How long a copied secret stays in the clipboard. */
const CLIPBOARD_MS = 60_000;
/** Light bulbs that were looked at and not used. */
const MOST = 100;

interface Taken {
  readonly uri: vscode.Uri;
  readonly name: string;
  readonly value: string;
}

/** Secrets that fixes on offer would take out: in memory only, and no more than a few. */
const onOffer = new Map<number, Taken>();
let last = 0;

/** Remembers what a fix would take out. @returns what finds it again */
export function offer(taken: Taken): number {
  last += 1;
  onOffer.set(last, taken);
  for (const key of onOffer.keys()) if (onOffer.size > MOST) onOffer.delete(key);
  return last;
}

/** After the fix: the value is copied, saved or forgotten, as the person says now or has said in the settings. */
export function registerRescueSecret(): vscode.Disposable {
  return vscode.commands.registerCommand(RESCUE, (key: number) => {
    const taken = onOffer.get(key);
    onOffer.clear();
    // The fix is done: nobody has to wait for the answer.
    if (taken) void rescue(taken);
  });
}

async function rescue(taken: Taken): Promise<void> {
  const said = vscode.workspace.getConfiguration('mcpChecklist').get('secrets.afterFix');
  const choice = said === 'ask' || said === undefined ? await ask(taken) : said;
  if (choice === 'copy') await copy(taken);
  if (choice === 'env') await saveToEnv(taken);
}

async function ask({ uri, name }: Taken): Promise<'copy' | 'env' | undefined> {
  const copyIt = vscode.l10n.t('Copy for a Minute');
  const save = vscode.l10n.t('Save to .env');
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      '{0} is out of the file. Put its value where the reference looks; it is nowhere else.',
      name,
    ),
    copyIt,
    ...(folder ? [save] : []),
    vscode.l10n.t('Discard'),
  );
  return chosen === copyIt ? 'copy' : chosen === save ? 'env' : undefined;
}

async function copy({ value }: Taken): Promise<void> {
  await vscode.env.clipboard.writeText(value);
  setTimeout(async () => {
    // Something else may have been copied since.
    if ((await vscode.env.clipboard.readText()) === value) await vscode.env.clipboard.writeText('');
  }, CLIPBOARD_MS);
}

/** Into `.env` beside the workspace's other files, and `.env` into `.gitignore`: one edit, one undo. */
async function saveToEnv({ uri, name, value }: Taken): Promise<void> {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (!folder) return;
  const edit = new vscode.WorkspaceEdit();
  const files = [
    { uri: vscode.Uri.joinPath(folder.uri, '.gitignore'), line: '.env', known: /^\/?\.env\s*$/m },
    {
      uri: vscode.Uri.joinPath(folder.uri, '.env'),
      line: `${name}=${quoted(value)}`,
      known: undefined,
    },
  ];
  for (const file of files) {
    const document = await Promise.resolve(vscode.workspace.openTextDocument(file.uri)).catch(
      () => undefined,
    );
    const text = document?.getText() ?? '';
    if (file.known?.test(text)) continue;
    if (!document) edit.createFile(file.uri, { ignoreIfExists: true });
    const start = text === '' || text.endsWith('\n') ? '' : '\n';
    const end = document?.positionAt(text.length) ?? new vscode.Position(0, 0);
    edit.insert(file.uri, end, `${start}${file.line}\n`);
  }
  await vscode.workspace.applyEdit(edit);
  // The list first: a secret that is written before it is ignored can be committed.
  for (const { uri: file } of files) await (await vscode.workspace.openTextDocument(file)).save();
}

function quoted(value: string): string {
  return /^[\w.+/=:@-]*$/.test(value) ? value : JSON.stringify(value);
}
