import { commonFields, type Host } from './host.ts';

export const kimiCode: Host = {
  id: 'kimi-code',
  label: 'Kimi Code',
  files: [
    { path: '.kimi-code/mcp.json', scope: 'workspace' },
    { path: '~/.kimi-code/mcp.json', scope: 'user' },
  ],
  globs: ['**/.kimi-code/mcp.json'],
  format: 'json',
  comments: null,
  trailingCommas: null,
  roots: [{ path: ['mcpServers'] }],
  inputs: null,
  fields: { ...commonFields, type: ['transport', 'type'] },
  references: {
    understands: [],
    writes: null,
    places: [],
    unresolved: 'passes it on as literal text',
    unset: 'leaves to chance what becomes of it',
    keys: { bearer: 'bearerTokenEnvVar' },
  },
  off: { key: 'enabled', value: false },
  stop: { how: '"enabled": false', live: null },
  approvalKeys: [],
  dedicated: true,
  confidence: 'low',
  sources: [
    'https://github.com/dyoshikawa/rulesync/blob/HEAD/src/features/mcp/kimi-code-mcp.ts',
    'https://moonshotai.github.io/kimi-code/en/customization/mcp.html',
  ],
};
