import { strictLocalFields, strictRemoteFields } from './entry.ts';
import { commonFields } from './host.ts';
import { plainHost } from './plain-host.ts';

export const picoclaw = plainHost({
  id: 'picoclaw',
  label: 'PicoClaw',
  files: [{ path: '~/.picoclaw/config.json', scope: 'user' }],
  globs: ['**/.picoclaw/config.json'],
  roots: [{ path: ['tools', 'mcp', 'servers'] }],
  fields: { ...commonFields, cwd: [], envFile: ['env_file'] },
  transports: ['stdio', 'sse', 'http', 'streamable-http'],
  // MCPServerConfig of pkg/config/config.go
  reads: { ...strictLocalFields, ...strictRemoteFields, type: 'any', env_file: 'text' },
  ignores: ['disabled', 'cwd'],
  refuses: { kinds: 'file', nothing: 'entry', type: 'entry' },
  // What is not there counts as false.
  requires: { fields: ['enabled'] },
  expandsTilde: ['command'],
  off: { key: 'enabled', value: false },
  stop: { how: '"enabled": false', live: null },
  dedicated: false,
  confidence: 'high',
  sources: [
    'https://github.com/sipeed/picoclaw/blob/HEAD/pkg/config/config.go',
    'https://github.com/sipeed/picoclaw/blob/HEAD/pkg/mcp/manager.go',
    'https://github.com/sipeed/picoclaw/blob/HEAD/config/config.example.json',
  ],
});
