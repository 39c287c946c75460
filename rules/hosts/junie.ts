import { commonFields, type Host } from './host.ts';

export const junie: Host = {
  id: 'junie',
  label: 'Junie',
  files: [
    { path: '.junie/mcp/mcp.json', scope: 'workspace' },
    { path: '~/.junie/mcp/mcp.json', scope: 'user' },
  ],
  globs: ['**/.junie/mcp/mcp.json'],
  format: 'json',
  comments: null,
  trailingCommas: null,
  roots: [{ path: ['mcpServers'] }],
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
  stop: { how: "the switch in the IDE's settings", live: null },
  approvalKeys: [],
  dedicated: true,
  confidence: 'low',
  sources: [
    'https://www.jetbrains.com/help/junie/model-context-protocol-mcp.html',
    'https://github.com/dyoshikawa/rulesync/blob/HEAD/src/features/mcp/junie-mcp.ts',
  ],
};
