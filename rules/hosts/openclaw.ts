import { localFields, remoteFields } from './entry.ts';
import { commonFields } from './host.ts';
import { plainHost } from './plain-host.ts';

export const openclaw = plainHost({
  id: 'openclaw',
  label: 'OpenClaw',
  files: [{ path: '~/.openclaw/openclaw.json', scope: 'user' }],
  globs: ['**/openclaw.json'],
  comments: true,
  trailingCommas: true,
  json5: true,
  roots: [{ path: ['mcp', 'servers'] }],
  fields: { ...commonFields, type: ['transport'], cwd: ['cwd', 'workingDirectory'], envFile: [] },
  transports: ['stdio', 'sse', 'streamable-http'],
  // `type` is what the applications say that it starts; its own command turns one word into the other.
  reads: {
    ...localFields,
    ...remoteFields,
    cwd: 'text',
    workingDirectory: 'text',
    transport: 'text',
    type: 'any',
    auth: 'any',
    oauth: 'any',
  },
  ignores: ['disabled', 'envFile'],
  requires: {
    type: {
      key: 'transport',
      stdio: 'stdio',
      http: 'streamable-http',
      sse: 'sse',
      without: 'expects a server that talks SSE',
      sseByDefault: true,
    },
  },
  // In every text; names in capitals only.
  references: {
    understands: ['brace'],
    writes: 'brace',
    places: ['command', 'arg', 'env', 'cwd', 'url', 'header', 'other'],
    unresolved: 'passes it on as literal text',
    unset: 'leaves it as it is and warns, or refuses the file in older versions',
  },
  off: { key: 'enabled', value: false },
  stop: { how: '"enabled": false, or openclaw mcp configure', live: true },
  dedicated: false,
  confidence: 'high',
  sources: [
    'https://github.com/openclaw/openclaw/blob/HEAD/docs/cli/mcp/registry.md',
    'https://github.com/openclaw/openclaw/blob/HEAD/docs/cli/mcp/transports.md',
    'https://github.com/openclaw/openclaw/blob/HEAD/docs/gateway/config-extensions.md',
    'https://docs.openclaw.ai/gateway/configuration/environment-variables',
  ],
});
