import { strictLocalFields } from './entry.ts';
import { commonFields, type Host } from './host.ts';

export const codex: Host = {
  id: 'codex',
  label: 'Codex',
  files: [
    { path: '~/.codex/config.toml', scope: 'user' },
    { path: '.codex/config.toml', scope: 'workspace' },
    { path: '/etc/codex/config.toml', scope: 'managed' },
    { path: '%ProgramData%/OpenAI/Codex/config.toml', scope: 'managed', os: 'windows' },
  ],
  globs: ['**/.codex/config.toml', '**/.codex/*.config.toml', '**/codex/config.toml'],
  format: 'toml',
  comments: true,
  trailingCommas: null,
  roots: [{ path: ['mcp_servers'] }],
  inputs: null,
  fields: { ...commonFields, headers: ['http_headers'] },
  // RawMcpServerConfig of mcp_types.rs; what else stands there is passed over.
  reads: {
    ...strictLocalFields,
    env_vars: 'any',
    cwd: 'text',
    url: 'text',
    http_headers: 'text-map',
    env_http_headers: 'text-map',
    bearer_token_env_var: 'text',
    oauth: 'any',
    scopes: 'texts',
    enabled_tools: 'texts',
    disabled_tools: 'texts',
  },
  ignores: ['disabled', 'envFile'],
  // One fault anywhere and no server of config.toml is there: openai/codex#29396, #7802.
  refuses: {
    kinds: 'file',
    nothing: 'file',
    both: 'file',
    beside: {
      command: [
        'http_headers',
        'env_http_headers',
        'bearer_token_env_var',
        'bearer_token',
        'oauth',
        'oauth_resource',
      ],
      url: ['args', 'env', 'env_vars', 'cwd', 'bearer_token'],
    },
  },
  // It never looks into strings: keys of their own hold the names of variables.
  references: {
    understands: [],
    writes: null,
    places: [],
    unresolved: 'passes it on as literal text',
    unset: 'leaves it out, and refuses to connect without its bearer token',
    keys: {
      environment: 'env_vars',
      bearer: 'bearer_token_env_var',
      headers: 'env_http_headers',
      instead: { bearer_token: 'bearer_token_env_var' },
    },
  },
  off: { key: 'enabled', value: false },
  stop: { how: 'enabled = false, from the next session on', live: false },
  approvalKeys: ['default_tools_approval_mode'],
  toolApproval: { tools: 'tools', key: 'approval_mode', word: 'approve' },
  dedicated: false,
  confidence: 'high',
  sources: [
    'https://github.com/openai/codex/blob/HEAD/codex-rs/config/src/mcp_types.rs',
    'https://github.com/openai/codex/blob/HEAD/codex-rs/rmcp-client/src/utils.rs',
    'https://developers.openai.com/codex/config-reference',
    'https://developers.openai.com/codex/mcp',
  ],
};
