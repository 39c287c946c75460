import {
  claudeCodeNames,
  claudeCodeReads,
  claudeCodeReferences,
  claudeCodeType,
} from './claude-code-entry.ts';
import { commonFields, type Host } from './host.ts';

export const claudeCodeManaged: Host = {
  id: 'claude-code-managed',
  label: 'Claude Code (managed)',
  files: [
    {
      path: '/Library/Application Support/ClaudeCode/managed-mcp.json',
      scope: 'managed',
      os: 'macos',
    },
    { path: '/etc/claude-code/managed-mcp.json', scope: 'managed', os: 'linux' },
    { path: 'C:/Program Files/ClaudeCode/managed-mcp.json', scope: 'managed', os: 'windows' },
  ],
  globs: ['**/managed-mcp.json'],
  format: 'json',
  comments: false,
  trailingCommas: false,
  roots: [{ path: ['mcpServers'] }],
  inputs: null,
  fields: commonFields,
  transports: ['stdio', 'http', 'streamable-http', 'sse', 'ws'],
  reads: claudeCodeReads,
  // No switch and no folder of its own: anthropics/claude-code#39662, #17921, #17565.
  ignores: ['disabled', 'enabled', 'cwd', 'envFile'],
  requires: { type: claudeCodeType },
  // Its doctor says so: anthropics/claude-code#9594, #51749, #8483.
  needsCmd: true,
  refuses: { kinds: 'entry', type: 'entry', names: claudeCodeNames },
  references: claudeCodeReferences,
  off: null,
  stop: { how: "remove the entry from the administrator's file", live: false },
  approvalKeys: [],
  dedicated: true,
  confidence: 'high',
  sources: [
    'https://code.claude.com/docs/en/mcp',
    'https://code.claude.com/docs/en/settings-reference',
    'https://code.claude.com/docs/en/managed-mcp',
    'https://github.com/anthropics/claude-code/blob/HEAD/CHANGELOG.md',
    'https://microsoft.github.io/apm/reference/mcp-variable-compatibility/',
  ],
};
