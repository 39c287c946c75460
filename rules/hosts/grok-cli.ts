import { commonFields, type Host } from './host.ts';

export const grokCli: Host = {
  id: 'grok-cli',
  label: 'Grok CLI',
  files: [{ path: '.grok/config.toml', scope: 'workspace' }],
  globs: ['**/.grok/config.toml'],
  format: 'toml',
  comments: true,
  trailingCommas: null,
  roots: [{ path: ['mcp_servers'] }],
  inputs: null,
  fields: commonFields,
  references: {
    understands: [],
    writes: null,
    places: [],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text',
  },
  off: { key: 'enabled', value: false },
  stop: { how: 'enabled = false', live: null },
  approvalKeys: [],
  dedicated: false,
  confidence: 'low',
  sources: ['https://github.com/dyoshikawa/rulesync/blob/HEAD/src/features/mcp/grokcli-mcp.ts'],
};
