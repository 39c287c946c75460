import { commonFields, type Host } from './host.ts';

export const goose: Host = {
  id: 'goose',
  label: 'goose',
  files: [
    { path: '~/.config/goose/config.yaml', scope: 'user' },
    { path: '%APPDATA%/Block/goose/config/config.yaml', scope: 'user', os: 'windows' },
  ],
  globs: ['**/goose/config.yaml', '**/goose/config/config.yaml'],
  format: 'yaml',
  comments: true,
  trailingCommas: null,
  roots: [{ path: ['extensions'] }],
  inputs: null,
  fields: { ...commonFields, command: ['cmd'], env: ['envs'], url: ['uri'] },
  // ExtensionConfig of extension.rs; an entry that does not fit is left out (DeusData/codebase-memory-mcp#1675).
  reads: {
    type: 'text',
    name: 'text',
    cmd: 'text',
    args: 'list',
    envs: 'map',
    env_keys: 'list',
    uri: 'text',
    headers: 'map',
  },
  ignores: ['disabled', 'envFile'],
  requires: {
    fields: ['name'],
    type: {
      always: true,
      key: 'type',
      stdio: 'stdio',
      http: 'streamable_http',
      sse: 'sse',
      without: 'leaves this entry out',
    },
  },
  // serde_yaml takes no key twice.
  refuses: { type: 'entry', twice: 'file' },
  transports: [
    'stdio',
    'streamable_http',
    'sse',
    'builtin',
    'platform',
    'frontend',
    'inline_python',
  ],
  // Names in headers are looked up among envs and env_keys of the same extension only.
  references: {
    understands: ['brace', 'dollar'],
    writes: 'brace',
    places: ['header'],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text, and refuses to start without a secret of env_keys',
    keys: { environment: 'env_keys' },
  },
  off: { key: 'enabled', value: false },
  stop: { how: 'enabled: false, or the switch in the app', live: null },
  approvalKeys: [],
  approvalSettings: [{ name: 'GOOSE_MODE', words: ['auto'] }],
  dedicated: false,
  confidence: 'high',
  sources: [
    'https://github.com/block/goose/blob/HEAD/crates/goose/src/agents/extension.rs',
    'https://github.com/block/goose/blob/HEAD/crates/goose/src/agents/extension_manager.rs',
    'https://github.com/docker/mcp-gateway/blob/HEAD/pkg/client/config.yml',
  ],
};
