import * as vscode from 'vscode';

/** Opens a config with one of each problem in a new, unsaved file: the quickest way to see what this does. */
export function registerOpenExample(): vscode.Disposable {
  return vscode.commands.registerCommand('mcpChecklist.openExample', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'jsonc',
      content: example(),
    });
    await vscode.window.showTextDocument(document);
  });
}

function example(): string {
  const { t } = vscode.l10n;
  const title = t('MCP Checklist: an example');
  const help = t('Put the cursor on a marked place and press {0} to see its fixes', fixKey());
  return `// ${title}
// ${help}
{
  "mcpServers": {
    "github": {
      "command": "npx",
      "args": ["-y", "@modelcontextprotocol/server-github"],
      "env": {
        "GITHUB_TOKEN": "${madeUpToken()}"
      }
    },
    "handbook": {
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
