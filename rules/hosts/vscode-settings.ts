import type { Host } from './host.ts';
import { vscodeApprovals, vscodeBase } from './vscode.ts';

/** The `mcp` key of the settings: older than `mcp.json`, and still read where it is left over. */
export const vscodeSettings: Host = {
  ...vscodeBase,
  id: 'vscode-settings',
  label: 'VS Code (settings)',
  files: [
    { path: '.vscode/settings.json', scope: 'workspace' },
    { path: '~/Library/Application Support/Code/User/settings.json', scope: 'user', os: 'macos' },
    { path: '%APPDATA%/Code/User/settings.json', scope: 'user', os: 'windows' },
    { path: '~/.config/Code/User/settings.json', scope: 'user', os: 'linux' },
  ],
  globs: ['**/.vscode/settings.json', '**/User/settings.json', '**/User/profiles/*/settings.json'],
  // `mcpServers` was taken as well and renamed.
  // Settings are one tree, whether its levels are written as objects or with dots.
  roots: [{ path: ['mcp', 'servers'] }, { path: ['mcp', 'mcpServers'] }, { path: ['mcp.servers'] }],
  inputs: ['mcp', 'inputs'],
  approvalSettings: vscodeApprovals(''),
  governs: [
    ['chat.tools.autoApprove'],
    ['chat.tools.global.autoApprove'],
    ['chat', 'tools', 'autoApprove'],
    ['chat', 'tools', 'global', 'autoApprove'],
  ],
  dedicated: false,
};
