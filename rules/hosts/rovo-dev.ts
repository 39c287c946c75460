import { commonFields, type Host } from './host.ts';

export const rovoDev: Host = {
  id: 'rovo-dev',
  label: 'Rovo Dev',
  files: [
    { path: '.rovodev/mcp.json', scope: 'workspace' },
    { path: '~/.rovodev/mcp.json', scope: 'user' },
  ],
  globs: ['**/.rovodev/mcp.json'],
  format: 'json',
  comments: null,
  trailingCommas: null,
  roots: [{ path: ['mcpServers'] }],
  inputs: null,
  fields: commonFields,
  transports: ['stdio', 'http', 'sse'],
  references: {
    understands: [],
    writes: null,
    places: [],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text',
  },
  off: null,
  stop: { how: 'mcp.disabledMcpServers in its config.yml', live: null },
  approvalKeys: [],
  dedicated: true,
  confidence: 'low',
  sources: ['https://github.com/dyoshikawa/rulesync/blob/HEAD/src/features/mcp/rovodev-mcp.ts'],
};
