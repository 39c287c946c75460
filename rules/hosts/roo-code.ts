import { strictLocalFields, strictRemoteFields } from './entry.ts';
import { commonFields, type Host } from './host.ts';

export const rooCode: Host = {
  id: 'roo-code',
  label: 'Roo Code',
  files: [
    { path: '.roo/mcp.json', scope: 'workspace' },
    {
      path: '<editor>/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json',
      scope: 'user',
    },
  ],
  globs: ['**/.roo/mcp.json', '**/rooveterinaryinc.roo-cline/settings/mcp_settings.json'],
  format: 'json',
  comments: false,
  trailingCommas: false,
  roots: [{ path: ['mcpServers'] }],
  inputs: null,
  fields: commonFields,
  transports: ['stdio', 'sse', 'streamable-http'],
  // McpHub.ts: "Configuration with 'url' must explicitly specify 'type'", "Cannot mix …".
  reads: { ...strictLocalFields, ...strictRemoteFields, type: 'text', cwd: 'text' },
  ignores: ['enabled', 'envFile'],
  requires: {
    type: {
      key: 'type',
      stdio: 'stdio',
      http: 'streamable-http',
      sse: 'sse',
      without: 'refuses this entry',
    },
  },
  refuses: { kinds: 'file', nothing: 'file', both: 'file', type: 'file' },
  references: {
    understands: ['env-colon', 'vscode-variable'],
    writes: 'env-colon',
    places: ['command', 'arg', 'env', 'envFile', 'cwd', 'url', 'header', 'other'],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text and warns in its console',
  },
  off: { key: 'disabled', value: true },
  stop: { how: '"disabled": true, which takes effect when the file is saved', live: true },
  approvalKeys: ['alwaysAllow'],
  dedicated: true,
  confidence: 'high',
  sources: [
    'https://github.com/RooCodeInc/Roo-Code/blob/HEAD/src/utils/config.ts',
    'https://github.com/RooCodeInc/Roo-Code/blob/HEAD/src/services/mcp/McpHub.ts',
    'https://github.com/RooCodeInc/Roo-Code/blob/HEAD/CHANGELOG.md',
  ],
};
