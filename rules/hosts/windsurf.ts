import { commonFields, type Host } from './host.ts';

export const windsurf: Host = {
  id: 'windsurf',
  label: 'Windsurf',
  files: [
    { path: '~/.codeium/windsurf/mcp_config.json', scope: 'user' },
    // The plugin for JetBrains IDEs keeps its own.
    { path: '~/.codeium/mcp_config.json', scope: 'user' },
  ],
  globs: ['**/.codeium/windsurf/mcp_config.json', '**/.codeium/mcp_config.json'],
  format: 'json',
  comments: null,
  trailingCommas: null,
  roots: [{ path: ['mcpServers'] }],
  inputs: null,
  fields: { ...commonFields, url: ['serverUrl', 'url'] },
  references: {
    understands: ['env-colon', 'file-colon'],
    writes: 'env-colon',
    places: ['command', 'arg', 'env', 'url', 'header'],
    unresolved: 'leaves to chance what becomes of it',
  },
  off: { key: 'disabled', value: true },
  stop: { how: '"disabled": true, or the switch in the MCP panel', live: true },
  approvalKeys: [],
  dedicated: true,
  confidence: 'medium',
  sources: [
    'https://docs.windsurf.com/windsurf/cascade/mcp',
    'https://userjot.com/docs/mcp-windsurf',
    'https://syllago.dev/reference/canonical-keys/env-var-expansion/',
  ],
};
