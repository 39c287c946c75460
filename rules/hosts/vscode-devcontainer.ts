import type { Host } from './host.ts';
import { vscodeApprovals, vscodeBase } from './vscode.ts';

/** Servers that VS Code writes into the container's `mcp.json` when it creates the container. */
export const vscodeDevcontainer: Host = {
  ...vscodeBase,
  id: 'vscode-devcontainer',
  label: 'VS Code (dev container)',
  files: [
    { path: '.devcontainer/devcontainer.json', scope: 'workspace' },
    { path: '.devcontainer.json', scope: 'workspace' },
  ],
  globs: ['**/.devcontainer/**/devcontainer.json', '**/.devcontainer.json'],
  roots: [{ path: ['customizations', 'vscode', 'mcp', 'servers'] }],
  inputs: ['customizations', 'vscode', 'mcp', 'inputs'],
  approvalSettings: vscodeApprovals('customizations.vscode.settings.'),
  dedicated: false,
};
