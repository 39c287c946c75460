import * as vscode from 'vscode';
import { notify } from '../notify.ts';

/** Behind a fix that takes secrets out of a file; its argument finds them again. */
export const RESCUE = 'mcpChecklist.rescueSecret';

/** How long a copied secret stays in the clipboard. */
const CLIPBOARD_MS = 60_000;
/** Light bulbs that were looked at and not used. */
const MOST = 100;

/** A secret that a fix takes out of a file. */
export interface Taken {
  readonly uri: vscode.Uri;
  readonly name: string;
  readonly value: string;
  /** From which what is started reads it; undefined for the `.env` of its folder. */
  readonly file?: string | undefined;
}

/** Secrets that fixes on offer would take out: in memory only, and no more than a few. */
const onOffer = new Map<number, readonly Taken[]>();
let last = 0;

/** Remembers what a fix would take out. @returns what finds it again */
export function offer(taken: readonly Taken[]): number {
  last += 1;
  onOffer.set(last, taken);
  for (const key of onOffer.keys()) if (onOffer.size > MOST) onOffer.delete(key);
  return last;
}

/** After the fix: the values are copied, saved or forgotten, as the person says now or has said in the settings. */
export function registerRescueSecret(): vscode.Disposable {
  return vscode.commands.registerCommand(RESCUE, (key: number) => {
    const taken = onOffer.get(key);
    onOffer.clear();
    // The fix is done: nobody has to wait for the answer.
    if (taken) void rescue(taken);
  });
}

/** What was taken out of files goes where the person wants it. */
export async function rescue(all: readonly Taken[]): Promise<void> {
  const taken = distinct(all);
  if (taken.length === 0) return;
  const said = vscode.workspace.getConfiguration('mcpChecklist').get('secrets.afterFix');
  const choice = said === 'ask' || said === undefined ? await ask(taken) : said;
  if (choice === 'copy') await copy(taken);
  if (choice === 'env') await saveToEnv(taken);
}

function distinct(all: readonly Taken[]): readonly Taken[] {
  return all.filter(
    (it, index) =>
      all.findIndex((other) => other.name === it.name && other.value === it.value) === index,
  );
}

async function ask(taken: readonly Taken[]): Promise<'copy' | 'env' | undefined> {
  const copyIt = vscode.l10n.t('Copy for a Minute');
  const save = vscode.l10n.t('Save to .env');
  const names = taken.map(({ name }) => name).join(', ');
  const inFolder = taken.every((it) => envFileOf(it) !== undefined);
  const chosen = await notify.information(
    taken.length === 1
      ? vscode.l10n.t(
          '{0} is out of the file. Put its value where the reference looks; it is nowhere else.',
          names,
        )
      : vscode.l10n.t(
          'These are out of the files: {0}. Put their values where the references look; they are nowhere else.',
          names,
        ),
    copyIt,
    ...(inFolder ? [save] : []),
    vscode.l10n.t('Discard'),
  );
  return chosen === copyIt ? 'copy' : chosen === save ? 'env' : undefined;
}

async function copy(taken: readonly Taken[]): Promise<void> {
  const [first] = taken;
  const text = taken.length === 1 ? (first?.value ?? '') : taken.map(lineOf).join('\n');
  await vscode.env.clipboard.writeText(text);
  setTimeout(async () => {
    // Something else may have been copied since.
    if ((await vscode.env.clipboard.readText()) === text) await vscode.env.clipboard.writeText('');
  }, CLIPBOARD_MS);
}

/** Beside a config of one's own, or at the root of the folder. */
function envFileOf({ uri, file }: Taken): vscode.Uri | undefined {
  if (file !== undefined) return vscode.Uri.file(file);
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return folder && vscode.Uri.joinPath(folder.uri, '.env');
}

/** Into `.env` of their folder, and `.env` into `.gitignore`: one edit, one undo. */
async function saveToEnv(taken: readonly Taken[]): Promise<void> {
  const byFile = new Map<string, Taken[]>();
  for (const it of taken) {
    const file = envFileOf(it)?.toString();
    if (file !== undefined) byFile.set(file, [...(byFile.get(file) ?? []), it]);
  }
  const edit = new vscode.WorkspaceEdit();
  const files: vscode.Uri[] = [];
  for (const [file, own] of byFile) {
    const env = vscode.Uri.parse(file);
    const ignored = vscode.Uri.joinPath(env, '..', '.gitignore');
    await append(edit, ignored, ['.env'], /^\/?\.env\s*$/m);
    await append(edit, env, own.map(lineOf));
    // The list first: a secret that is written before it is ignored can be committed.
    files.push(ignored, env);
  }
  await vscode.workspace.applyEdit(edit);
  for (const file of files) await (await vscode.workspace.openTextDocument(file)).save();
}

async function append(
  edit: vscode.WorkspaceEdit,
  uri: vscode.Uri,
  lines: readonly string[],
  unless?: RegExp,
): Promise<void> {
  const document = await Promise.resolve(vscode.workspace.openTextDocument(uri)).catch(
    () => undefined,
  );
  const text = document?.getText() ?? '';
  if (unless?.test(text)) return;
  if (!document) edit.createFile(uri, { ignoreIfExists: true });
  const start = text === '' || text.endsWith('\n') ? '' : '\n';
  const end = document?.positionAt(text.length) ?? new vscode.Position(0, 0);
  edit.insert(uri, end, `${start}${lines.join('\n')}\n`);
}

function lineOf({ name, value }: Taken): string {
  // An input's id may hold what a variable's name may not.
  const variable = /^\w+$/.test(name) ? name : name.toUpperCase().replace(/\W/g, '_');
  return `${variable}=${/^[\w.+/=:@-]*$/.test(value) ? value : JSON.stringify(value)}`;
}
