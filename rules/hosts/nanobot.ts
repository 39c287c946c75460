import { strictLocalFields, strictRemoteFields } from './entry.ts';
import { plainHost } from './plain-host.ts';

export const nanobot = plainHost({
  id: 'nanobot',
  label: 'nanobot',
  files: [{ path: '~/.nanobot/config.json', scope: 'user' }],
  globs: ['**/.nanobot/config.json'],
  comments: false,
  trailingCommas: false,
  roots: [{ path: ['tools', 'mcpServers'] }],
  transports: ['stdio', 'sse', 'streamableHttp'],
  // MCPServerConfig of nanobot/config/schema.py: a value of another kind fails the whole config.
  reads: { ...strictLocalFields, ...strictRemoteFields, type: 'any', cwd: 'text', auth: 'any' },
  ignores: ['disabled', 'enabled', 'envFile'],
  refuses: { kinds: 'file', nothing: 'entry', type: 'file' },
  references: {
    understands: ['brace'],
    writes: 'brace',
    places: ['command', 'arg', 'env', 'cwd', 'url', 'header', 'other'],
    unresolved: 'passes it on as literal text',
    unset: 'refuses the whole file',
  },
  dedicated: false,
  confidence: 'high',
  sources: [
    'https://github.com/HKUDS/nanobot/blob/HEAD/nanobot/config/schema.py',
    'https://github.com/HKUDS/nanobot/blob/HEAD/nanobot/config/loader.py',
    'https://github.com/HKUDS/nanobot/blob/HEAD/nanobot/agent/tools/mcp.py',
  ],
});
