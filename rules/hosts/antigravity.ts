import { strictLocalFields, strictRemoteFields } from './entry.ts';
import { commonFields, type Host } from './host.ts';

export const antigravity: Host = {
  id: 'antigravity',
  label: 'Antigravity',
  files: [
    { path: '~/.gemini/config/mcp_config.json', scope: 'user' },
    { path: '~/.gemini/antigravity/mcp_config.json', scope: 'user' },
    { path: '.agents/mcp_config.json', scope: 'workspace' },
  ],
  globs: [
    '**/.gemini/config/mcp_config.json',
    '**/.gemini/antigravity/mcp_config.json',
    '**/.agents/mcp_config.json',
    '**/.agent/mcp_config.json',
    '**/_agents/mcp_config.json',
    '**/_agent/mcp_config.json',
  ],
  format: 'json',
  comments: false,
  trailingCommas: false,
  roots: [{ path: ['mcpServers'] }],
  inputs: null,
  fields: { ...commonFields, url: ['serverUrl', 'url'] },
  // Measured with 1.1.26 (antigravity-mcp-valid of skillsaw): a value of another kind drops the server in silence;
  // `httpUrl` is refused (fcakyon/ai-toolbox#195).
  reads: {
    ...strictLocalFields,
    ...strictRemoteFields,
    serverUrl: 'text',
    type: 'any',
    cwd: 'text',
    oauth: 'any',
  },
  ignores: ['enabled', 'envFile'],
  refuses: { kinds: 'entry' },
  // Measured with 1.1.25; asked for in google-antigravity/antigravity-cli#233.
  references: {
    understands: [],
    writes: null,
    places: [],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text',
  },
  off: { key: 'disabled', value: true },
  stop: { how: '"disabled": true', live: null },
  // Measured with 1.1.26: an entry without any connection is taken (stbenjam/skillsaw, antigravity-mcp-valid).
  targetless: 'any',
  approvalKeys: [],
  dedicated: true,
  confidence: 'high',
  sources: [
    'https://github.com/stbenjam/skillsaw/blob/HEAD/docs/rules/antigravity-mcp-valid.md',
    'https://github.com/google-antigravity/antigravity-cli/issues/233',
    'https://github.com/github/github-mcp-server/issues/2418',
    'https://github.com/dyoshikawa/rulesync/blob/HEAD/src/features/mcp/antigravity-cli-mcp.ts',
  ],
};
