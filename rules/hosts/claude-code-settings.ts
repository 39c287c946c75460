import { commonFields, type Host } from './host.ts';

/** No servers stand here, but what is said about those of `.mcp.json`: which start, and whose tools run unasked. */
export const claudeCodeSettings: Host = {
  id: 'claude-code-settings',
  label: 'Claude Code (settings)',
  files: [
    { path: '.claude/settings.json', scope: 'workspace' },
    { path: '.claude/settings.local.json', scope: 'workspace' },
    { path: '~/.claude/settings.json', scope: 'user' },
    {
      path: '/Library/Application Support/ClaudeCode/managed-settings.json',
      scope: 'managed',
      os: 'macos',
    },
    { path: '/etc/claude-code/managed-settings.json', scope: 'managed', os: 'linux' },
  ],
  globs: ['**/.claude/settings.json', '**/.claude/settings.local.json', '**/managed-settings.json'],
  sniff: [{ glob: '**/*.json', mentions: ['mcp__', 'McpServers', 'McpjsonServers', 'mcpServers'] }],
  format: 'json',
  comments: false,
  trailingCommas: false,
  roots: [],
  inputs: null,
  fields: commonFields,
  references: {
    understands: [],
    writes: null,
    places: [],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text',
  },
  off: null,
  stop: { how: 'disabledMcpjsonServers in this file, or deniedMcpServers', live: null },
  approvalKeys: [],
  approvalSettings: [
    { name: 'enableAllProjectMcpServers', starts: true },
    { name: 'permissions.allow' },
  ],
  governs: [['enableAllProjectMcpServers'], ['enabledMcpjsonServers'], ['permissions', 'allow']],
  // anthropics/claude-code#1848, #37245; #66474 reports the opposite of one version of the extension for VS Code.
  serversIn: '.mcp.json and ~/.claude.json',
  dedicated: false,
  confidence: 'high',
  sources: [
    'https://code.claude.com/docs/en/settings-reference',
    'https://code.claude.com/docs/en/managed-mcp',
  ],
};
