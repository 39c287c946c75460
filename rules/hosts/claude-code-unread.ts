import { claudeCodeReferences } from './claude-code-entry.ts';
import { commonFields, type Host } from './host.ts';

/**
 * Files in its own folder that look like its list of servers, and that it never reads unless it is started with
 * `--mcp-config`.
 */
export const claudeCodeUnread: Host = {
  id: 'claude-code-unread',
  label: 'Claude Code',
  files: [
    { path: '.claude/mcp.json', scope: 'workspace' },
    { path: '.claude/.mcp.json', scope: 'workspace' },
    { path: '~/.claude/mcp.json', scope: 'user' },
    { path: '~/.claude/.mcp.json', scope: 'user' },
  ],
  globs: ['**/.claude/mcp.json', '**/.claude/.mcp.json'],
  sniff: [{ glob: '**/*.json', mentions: ['mcpServers'] }],
  format: 'json',
  comments: false,
  trailingCommas: false,
  roots: [],
  inputs: null,
  fields: commonFields,
  references: claudeCodeReferences,
  off: null,
  stop: { how: 'it does not start from here', live: null },
  approvalKeys: [],
  // It is this file, whoever else would read one of that name.
  governs: [['mcpServers']],
  serversIn: '.mcp.json and ~/.claude.json',
  dedicated: false,
  confidence: 'high',
  sources: [
    'https://code.claude.com/docs/en/mcp',
    'https://github.com/anthropics/claude-code/issues/37245',
    'https://github.com/anthropics/claude-code/issues/43296',
    'https://github.com/LewisWJackson/tradingview-mcp-jackson/pull/70',
  ],
};
