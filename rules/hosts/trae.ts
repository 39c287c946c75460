import { commonFields, type Host } from './host.ts';

export const trae: Host = {
  id: 'trae',
  label: 'Trae',
  files: [
    { path: '.trae/mcp.json', scope: 'workspace' },
    { path: '%APPDATA%/Trae/User/mcp.json', scope: 'user', os: 'windows' },
    { path: '~/Library/Application Support/Trae/User/mcp.json', scope: 'user', os: 'macos' },
    { path: '~/.config/Trae/User/mcp.json', scope: 'user', os: 'linux' },
    { path: '%APPDATA%/Trae CN/User/mcp.json', scope: 'user', os: 'windows' },
    { path: '~/Library/Application Support/Trae CN/User/mcp.json', scope: 'user', os: 'macos' },
    { path: '~/.config/Trae CN/User/mcp.json', scope: 'user', os: 'linux' },
  ],
  globs: ['**/.trae/mcp.json', '**/Trae*/User/mcp.json'],
  format: 'json',
  comments: null,
  trailingCommas: null,
  roots: [{ path: ['mcpServers'] }],
  inputs: null,
  fields: commonFields,
  references: {
    understands: ['vscode-variable'],
    writes: null,
    places: ['arg'],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text',
  },
  off: null,
  stop: { how: 'the MCP page of the settings', live: null },
  approvalKeys: [],
  dedicated: true,
  confidence: 'low',
  sources: [
    'https://www.volcengine.com/docs/86677/2137601',
    'https://github.com/pathintegral-institute/mcpm.sh/pull/92',
    'https://github.com/stacklok/toolhive/blob/HEAD/pkg/client/config.go',
  ],
};
