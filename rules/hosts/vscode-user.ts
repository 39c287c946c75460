import type { Host } from './host.ts';
import { vscodeBase } from './vscode.ts';

export const vscodeUser: Host = {
  ...vscodeBase,
  id: 'vscode-user',
  label: 'VS Code (user)',
  files: [
    { path: '~/Library/Application Support/Code/User/mcp.json', scope: 'user', os: 'macos' },
    { path: '%APPDATA%/Code/User/mcp.json', scope: 'user', os: 'windows' },
    { path: '~/.config/Code/User/mcp.json', scope: 'user', os: 'linux' },
    { path: '~/.vscode-server/data/User/mcp.json', scope: 'user', os: 'linux' },
  ],
  // Forks keep theirs under another name; Trae's is in another dialect, and its host is asked first.
  globs: [
    '**/User/mcp.json',
    '**/User/profiles/*/mcp.json',
    '**/.vscode-server*/data/Machine/mcp.json',
  ],
  roots: [{ path: ['servers'] }],
  inputs: ['inputs'],
  dedicated: true,
};
