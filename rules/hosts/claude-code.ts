import { commonFields, type Host } from './host.ts';

/** `.mcp.json` at the root of a repository: Claude Code's, and read by several other hosts. */
export const claudeCode: Host = {
  id: 'claude-code',
  label: 'Claude Code',
  files: [{ path: '.mcp.json', scope: 'workspace' }],
  globs: ['**/.mcp.json', '**/.github/mcp.json'],
  format: 'json',
  comments: false,
  trailingCommas: false,
  roots: [{ path: ['mcpServers'] }, { path: [] }],
  inputs: null,
  fields: commonFields,
  family: 'claude-code',
  // `local` is what Copilot CLI, which reads the same file, calls stdio.
  transports: ['stdio', 'local', 'http', 'streamable-http', 'sse', 'ws'],
  references: {
    understands: ['brace', 'brace-default'],
    writes: 'brace',
    places: ['command', 'arg', 'env', 'url', 'header'],
    unresolved: 'passes it on as literal text and warns',
  },
  off: null,
  stop: { how: '/mcp, or disabledMcpjsonServers in .claude/settings.json', live: true },
  approvalKeys: [],
  dedicated: true,
  confidence: 'high',
  sources: [
    'https://code.claude.com/docs/en/mcp',
    'https://microsoft.github.io/apm/reference/mcp-variable-compatibility/',
    'https://github.com/anthropics/claude-code/issues/80197',
  ],
};
