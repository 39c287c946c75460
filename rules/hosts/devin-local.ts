import { commonFields, type Host } from './host.ts';

export const devinLocal: Host = {
  id: 'devin-local',
  label: 'Devin',
  files: [
    { path: '.devin/mcp_config.json', scope: 'workspace' },
    { path: '.devin/mcp_config.local.json', scope: 'workspace' },
    { path: '~/.config/devin/mcp_config.json', scope: 'user' },
  ],
  globs: [
    '**/.devin/mcp_config.json',
    '**/.devin/mcp_config.local.json',
    '**/devin/mcp_config.json',
  ],
  format: 'json',
  comments: null,
  trailingCommas: null,
  roots: [{ path: ['mcpServers'] }],
  inputs: null,
  fields: { ...commonFields, url: ['serverUrl', 'url'] },
  references: {
    understands: [],
    writes: null,
    places: [],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text',
  },
  off: null,
  stop: { how: 'remove the entry', live: null },
  approvalKeys: [],
  dedicated: true,
  confidence: 'low',
  sources: [
    'https://github.com/dyoshikawa/rulesync/blob/HEAD/src/features/mcp/devin-mcp.ts',
    'https://docs.devin.ai/cli/extensibility/mcp/configuration',
  ],
};
