import { localFields, remoteFields } from './entry.ts';
import { plainHost } from './plain-host.ts';

export const jan = plainHost({
  id: 'jan',
  label: 'Jan',
  files: [
    {
      path: '~/Library/Application Support/Jan/data/mcp_config.json',
      scope: 'user',
      os: 'macos',
    },
    { path: '%APPDATA%/Jan/data/mcp_config.json', scope: 'user', os: 'windows' },
    { path: '~/.local/share/Jan/data/mcp_config.json', scope: 'user', os: 'linux' },
  ],
  globs: ['**/Jan/data/mcp_config.json'],
  comments: false,
  trailingCommas: false,
  transports: ['stdio', 'http', 'sse'],
  // `extract_command_args`; the command stands there with an address as well, and is empty then.
  reads: { ...localFields, ...remoteFields, type: 'any', cwd: 'any' },
  ignores: ['disabled', 'enabled', 'envFile'],
  requires: {
    type: {
      key: 'type',
      stdio: 'stdio',
      http: 'http',
      sse: 'sse',
      without: 'looks for a command instead',
    },
  },
  references: {
    understands: [],
    writes: null,
    places: [],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text',
  },
  off: { key: 'active', value: false },
  stop: { how: 'the switch on its page of MCP servers', live: true },
  confidence: 'high',
  sources: [
    'https://github.com/janhq/jan/blob/HEAD/src-tauri/src/core/mcp/helpers.rs',
    'https://github.com/janhq/jan/blob/HEAD/src-tauri/src/core/mcp/constants.rs',
    'https://github.com/janhq/jan/blob/HEAD/docs/src/pages/docs/desktop/data-folder.mdx',
  ],
});
