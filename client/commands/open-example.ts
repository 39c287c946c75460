import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { SOURCE } from '../../server/protocol.ts';
import { notify } from '../connection/notify.ts';

/** Where VS Code looks in a folder. */
const PATH = '.vscode/mcp.json';

/** Makes a folder with a config that has one of each problem: the quickest way to see what this does. */
export function registerOpenExample(): vscode.Disposable {
  const { registerCommand } = vscode.commands;
  return vscode.Disposable.from(
    // Tests say where.
    registerCommand('mcpChecklist.openExample', async (parent?: vscode.Uri) => {
      const made = await makeExample(parent ?? (await where()));
      if (made && !parent) void offerFolder(made.folder);
      return made?.file;
    }),
    registerCommand('mcpChecklist.showFixes', showFixes),
  );
}

async function where(): Promise<vscode.Uri | undefined> {
  const temporary = vscode.l10n.t('In a temporary folder');
  const choose = vscode.l10n.t('In a folder of yours…');
  const title = vscode.l10n.t('Where does the example go?');
  const chosen = await vscode.window.showQuickPick([temporary, choose], { title });
  if (chosen === temporary) return vscode.Uri.file(await mkdtemp(join(tmpdir(), 'mcp-checklist-')));
  if (chosen !== choose) return undefined;
  const openLabel = vscode.l10n.t('Make It Here');
  const options = { canSelectFiles: false, canSelectFolders: true, openLabel };
  return (await vscode.window.showOpenDialog(options))?.[0];
}

/** Nothing that is there is written over. */
async function makeExample(parent: vscode.Uri | undefined) {
  if (!parent) return undefined;
  const folder = vscode.Uri.joinPath(parent, 'mcp-checklist-example');
  const file = vscode.Uri.joinPath(folder, PATH);
  const { fs } = vscode.workspace;
  const isThere = await fs.stat(file).then(
    () => true,
    () => false,
  );
  if (!isThere) await fs.writeFile(file, Buffer.from(example()));
  await vscode.commands.executeCommand('vscode.open', file);
  return { folder, file };
}

async function offerFolder(folder: vscode.Uri): Promise<void> {
  const open = vscode.l10n.t('Open the Folder');
  const said = vscode.l10n.t('The example is in {0}. The side bar lists it too.', folder.fsPath);
  if ((await notify.information(said, open)) !== open) return;
  await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
}

/** Puts the cursor on the first marked place in front of the person, or in an example, and opens what is offered there. */
async function showFixes(parent?: vscode.Uri): Promise<void> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const uri =
    active && firstIn(active)
      ? active
      : await vscode.commands.executeCommand<vscode.Uri>('mcpChecklist.openExample', parent);
  const found = uri && (await firstSoon(uri));
  if (!found) return;
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(found, found) });
  await vscode.commands.executeCommand('editor.action.quickFix');
}

function firstIn(uri: vscode.Uri): vscode.Position | undefined {
  const ours = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === SOURCE);
  return ours.sort((a, b) => a.severity - b.severity)[0]?.range.start;
}

async function firstSoon(uri: vscode.Uri): Promise<vscode.Position | undefined> {
  for (let tries = 0; tries < 50 && !firstIn(uri); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
  return firstIn(uri);
}

function example(): string {
  const { t } = vscode.l10n;
  const title = t('MCP Checklist: an example');
  const help = t('Put the cursor on a marked place and press {0} to see its fixes', fixKey());
  return `// ${title}
// ${help}
{
  "servers": {
    "github": {
      "command": "npx",
      "args": ["-y", "@modelcontextprotocol/server-github"],
      "env": {
        "GITHUB_TOKEN": "${madeUpToken()}"
      }
    },
    "handbook": {
      "type": "http",
      "url": "http://handbook.example.com/mcp"
    }
  }
}
`;
}

function fixKey(): string {
  return process.platform === 'darwin' ? '⌘.' : 'Ctrl+.';
}

/** Another one each time and never a real one: whatever looks like a token may not be shipped in a file. */
function madeUpToken(): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  const letter = (): string => alphabet[Math.floor(Math.random() * alphabet.length)] ?? 'x';
  return ['gh', 'p_', ...Array.from({ length: 36 }, letter)].join('');
}
