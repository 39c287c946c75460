import { commonFields, type Host } from './host.ts';

export const cursor: Host = {
  id: 'cursor',
  label: 'Cursor',
  files: [
    { path: '.cursor/mcp.json', scope: 'workspace' },
    { path: '~/.cursor/mcp.json', scope: 'user' },
  ],
  globs: ['**/.cursor/mcp.json'],
  format: 'json',
  // Reports disagree, so what we write there is strict JSON.
  comments: null,
  trailingCommas: null,
  roots: [{ path: ['mcpServers'] }],
  inputs: null,
  fields: commonFields,
  references: {
    understands: ['env-colon', 'vscode-variable'],
    writes: 'env-colon',
    places: ['command', 'arg', 'env', 'url', 'header'],
    unresolved: 'leaves to chance what becomes of it',
  },
  off: null,
  stop: { how: 'the switch in Settings > MCP, or cursor-agent mcp disable', live: true },
  approvalKeys: [],
  dedicated: true,
  confidence: 'high',
  sources: [
    'https://cursor.com/docs/mcp',
    'https://github.com/dyoshikawa/rulesync/issues/857',
    'https://github.com/upstash/context7/issues/563',
  ],
};
