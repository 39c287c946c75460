import { strictLocalFields, strictRemoteFields } from './entry.ts';
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
  comments: false,
  trailingCommas: false,
  roots: [{ path: ['mcpServers'] }],
  inputs: null,
  fields: { ...commonFields, type: ['transport'], envFile: [] },
  transports: ['stdio', 'http', 'sse'],
  // McpServerConfigSchema; one entry that does not fit fails the whole file.
  reads: {
    ...strictLocalFields,
    ...strictRemoteFields,
    cwd: 'text',
    transport: 'text',
    type: 'any',
    auth: 'any',
    bearerTokenEnvVar: 'any',
  },
  ignores: ['disabled', 'envFile'],
  refuses: { kinds: 'file', nothing: 'file', type: 'file' },
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
  confidence: 'high',
  sources: [
    'https://github.com/MoonshotAI/kimi-code/blob/HEAD/packages/agent-core-v2/src/mcpCore/config-schema.ts',
    'https://github.com/MoonshotAI/kimi-code/blob/HEAD/packages/agent-core-v2/src/app/mcpConfig/configLoader.ts',
    'https://github.com/MoonshotAI/kimi-code/blob/HEAD/docs/en/customization/mcp.md',
    'https://github.com/dyoshikawa/rulesync/blob/HEAD/src/features/mcp/kimi-code-mcp.ts',
    'https://moonshotai.github.io/kimi-code/en/customization/mcp.html',
  ],
};
