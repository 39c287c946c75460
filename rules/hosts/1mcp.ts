import { strictRemoteFields } from './entry.ts';
import { commonFields } from './host.ts';
import { plainHost } from './plain-host.ts';

export const oneMcp = plainHost({
  id: '1mcp',
  label: '1MCP',
  files: [
    { path: '~/.config/1mcp/mcp.json', scope: 'user' },
    { path: '%APPDATA%/1mcp/mcp.json', scope: 'user', os: 'windows' },
  ],
  globs: ['**/1mcp/mcp.json'],
  comments: false,
  trailingCommas: false,
  // Templates are filled in for whoever connects.
  roots: [{ path: ['mcpServers'] }, { path: ['mcpTemplates'] }],
  fields: { ...commonFields, envFile: [] },
  transports: ['stdio', 'sse', 'http', 'streamableHttp'],
  // transportConfigSchema; an entry that does not fit is left out. The variables may be a list of KEY=VALUE.
  reads: {
    ...strictRemoteFields,
    command: 'text',
    args: 'texts',
    env: 'any',
    cwd: 'text',
    type: 'text',
    oauth: 'any',
    template: 'any',
  },
  ignores: ['enabled', 'envFile'],
  refuses: { kinds: 'entry', type: 'entry' },
  references: {
    understands: ['brace', 'dollar', 'mustache'],
    writes: 'brace',
    places: ['command', 'arg', 'env', 'cwd', 'url', 'header'],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text and warns',
  },
  off: { key: 'disabled', value: true },
  stop: { how: '"disabled": true, which takes effect when the file is saved', live: true },
  confidence: 'high',
  sources: [
    'https://github.com/1mcp-app/agent/blob/HEAD/src/core/types/transport.ts',
    'https://github.com/1mcp-app/agent/blob/HEAD/src/config/configLoader.ts',
    'https://github.com/1mcp-app/agent/blob/HEAD/src/config/envProcessor.ts',
    'https://github.com/1mcp-app/agent/blob/HEAD/src/constants/paths.ts',
  ],
});
