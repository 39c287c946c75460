import { strictLocalFields, strictRemoteFields } from './entry.ts';
import { commonFields, type Host } from './host.ts';

export const cline: Host = {
  id: 'cline',
  label: 'Cline',
  files: [
    { path: '~/.cline/data/settings/cline_mcp_settings.json', scope: 'user' },
    {
      path: '<editor>/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json',
      scope: 'user',
    },
  ],
  globs: ['**/cline_mcp_settings.json', '**/.cline/mcp.json'],
  format: 'json',
  comments: false,
  trailingCommas: false,
  roots: [{ path: ['mcpServers'] }],
  inputs: null,
  fields: { ...commonFields, type: ['type', 'transportType', 'transport'] },
  transports: ['stdio', 'sse', 'streamableHttp'],
  // schemas.ts; the form that its command line writes has all of it in `transport`.
  reads: {
    ...strictLocalFields,
    ...strictRemoteFields,
    type: 'text',
    transport: 'any',
    transportType: 'text',
    cwd: 'text',
  },
  ignores: ['enabled', 'envFile'],
  // The first schema that fits is the one for SSE (cline/cline#6767).
  requires: {
    type: {
      key: 'type',
      stdio: 'stdio',
      http: 'streamableHttp',
      sse: 'sse',
      without: 'takes this for the older SSE transport',
      sseByDefault: true,
    },
  },
  // One entry that no schema fits, and all it says is "Invalid MCP settings schema".
  refuses: { kinds: 'file', nothing: 'file', type: 'file' },
  references: {
    understands: ['env-colon'],
    writes: 'env-colon',
    places: ['command', 'arg', 'env', 'envFile', 'cwd', 'url', 'header', 'other'],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text and warns in its log',
  },
  off: { key: 'disabled', value: true },
  stop: { how: '"disabled": true, which takes effect when the file is saved', live: true },
  approvalKeys: ['autoApprove'],
  dedicated: true,
  confidence: 'high',
  sources: [
    'https://github.com/cline/cline/blob/HEAD/apps/vscode/src/utils/envExpansion.ts',
    'https://github.com/cline/cline/blob/HEAD/apps/vscode/src/services/mcp/McpHub.ts',
    'https://github.com/cline/cline/blob/HEAD/apps/vscode/src/services/mcp/schemas.ts',
    'https://github.com/cline/cline/blob/HEAD/sdk/packages/core/src/extensions/mcp/config-loader.ts',
    'https://github.com/cline/cline/blob/HEAD/docs/mcp/mcp-overview.mdx',
  ],
};
