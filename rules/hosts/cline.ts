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
  transports: ['stdio', 'sse', 'streamableHttp', 'http'],
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
