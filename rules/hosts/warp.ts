import { commonFields, type Host } from './host.ts';

export const warp: Host = {
  id: 'warp',
  label: 'Warp',
  files: [
    { path: '.warp/.mcp.json', scope: 'workspace' },
    { path: '~/.warp/.mcp.json', scope: 'user' },
  ],
  globs: ['**/.warp/.mcp.json'],
  format: 'json',
  comments: null,
  trailingCommas: null,
  roots: [{ path: ['mcpServers'] }, { path: [] }],
  inputs: null,
  fields: { ...commonFields, cwd: ['working_directory'] },
  references: {
    understands: [],
    writes: null,
    places: [],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text',
  },
  off: null,
  stop: { how: 'Stop on the MCP page', live: true },
  approvalKeys: [],
  dedicated: true,
  confidence: 'low',
  sources: [
    'https://github.com/warpdotdev/docs/blob/HEAD/src/content/docs/agent-platform/capabilities/mcp.mdx',
    'https://github.com/dyoshikawa/rulesync/blob/HEAD/src/features/mcp/warp-mcp.ts',
    'https://www.skills.sh/warpdotdev/warp/agent-add-mcp',
  ],
};
