import { strictLocalFields, strictRemoteFields } from './entry.ts';
import { commonFields, type Host } from './host.ts';

export const kiloCodeLegacy: Host = {
  id: 'kilo-code-legacy',
  label: 'Kilo Code (before it moved to opencode)',
  files: [
    { path: '.kilocode/mcp.json', scope: 'workspace' },
    { path: '~/.kilocode/cli/global/settings/mcp_settings.json', scope: 'user' },
    {
      path: '<editor>/User/globalStorage/kilocode.kilo-code/settings/mcp_settings.json',
      scope: 'user',
    },
  ],
  globs: [
    '**/.kilocode/mcp.json',
    '**/kilocode.kilo-code/settings/mcp_settings.json',
    '**/.kilocode/**/mcp_settings.json',
  ],
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
  refuses: { kinds: 'entry', both: 'entry', type: 'entry' },
  references: {
    understands: ['env-colon'],
    writes: 'env-colon',
    places: ['command', 'arg', 'env', 'envFile', 'cwd', 'url', 'header', 'other'],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text',
  },
  off: { key: 'disabled', value: true },
  stop: { how: '"disabled": true', live: true },
  approvalKeys: ['alwaysAllow'],
  dedicated: true,
  confidence: 'medium',
  sources: ['https://github.com/Kilo-Org/kilocode', 'https://kilo.ai/docs'],
};
