import { commonFields, type Host } from './host.ts';

export const tabnine: Host = {
  id: 'tabnine',
  label: 'Tabnine',
  files: [
    { path: '~/.tabnine/agent/settings.json', scope: 'user' },
    { path: '.tabnine/agent/settings.json', scope: 'workspace' },
    { path: '.tabnine/mcp_servers.json', scope: 'workspace' },
  ],
  globs: ['**/.tabnine/agent/settings.json', '**/.tabnine/mcp_servers.json'],
  format: 'json',
  comments: null,
  trailingCommas: null,
  roots: [{ path: ['mcpServers'] }],
  inputs: null,
  fields: { ...commonFields, url: ['httpUrl', 'url'] },
  references: {
    understands: [],
    writes: null,
    places: [],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text',
  },
  off: null,
  stop: { how: 'tabnine mcp', live: null },
  approvalKeys: ['trust'],
  dedicated: false,
  confidence: 'low',
  sources: [
    'https://docs.tabnine.com/main/getting-started/tabnine-agent/mcp-intro-and-setup/mcp-server-config',
  ],
};
