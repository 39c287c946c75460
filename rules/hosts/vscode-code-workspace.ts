import type { Host } from './host.ts';
import { vscodeApprovals, vscodeBase } from './vscode.ts';

/** The settings inside a multi-root workspace's file. */
export const vscodeCodeWorkspace: Host = {
  ...vscodeBase,
  id: 'vscode-code-workspace',
  label: 'VS Code (workspace file)',
  files: [{ path: '*.code-workspace', scope: 'workspace' }],
  globs: ['**/*.code-workspace'],
  roots: [
    { path: ['settings', 'mcp', 'servers'] },
    { path: ['settings', 'mcp', 'mcpServers'] },
    { path: ['settings', 'mcp.servers'] },
  ],
  inputs: ['settings', 'mcp', 'inputs'],
  approvalSettings: vscodeApprovals('settings.'),
  governs: [
    ['settings', 'chat.tools.autoApprove'],
    ['settings', 'chat.tools.global.autoApprove'],
  ],
  dedicated: false,
};
