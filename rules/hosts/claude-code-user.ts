import {
  claudeCodeNames,
  claudeCodeReads,
  claudeCodeReferences,
  claudeCodeType,
} from './claude-code-entry.ts';
import { commonFields, type Host } from './host.ts';

/** Claude Code's state: the user's servers, and per project those that only this user has there. */
export const claudeCodeUser: Host = {
  id: 'claude-code-user',
  label: 'Claude Code (user)',
  files: [{ path: '~/.claude.json', scope: 'user' }],
  globs: ['**/.claude.json'],
  format: 'json',
  comments: false,
  trailingCommas: false,
  roots: [{ path: ['mcpServers'] }, { path: ['projects', '*', 'mcpServers'] }],
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
  offLists: [['projects', '*', 'disabledMcpServers']],
  stop: { how: '/mcp, or disabledMcpServers of the project', live: true },
  approvalKeys: [],
  dedicated: false,
  confidence: 'high',
  sources: [
    'https://code.claude.com/docs/en/mcp',
    'https://code.claude.com/docs/en/settings-reference',
    'https://code.claude.com/docs/en/managed-mcp',
    'https://github.com/anthropics/claude-code/blob/HEAD/CHANGELOG.md',
    'https://microsoft.github.io/apm/reference/mcp-variable-compatibility/',
  ],
};
