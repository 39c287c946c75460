import { strictLocalFields, strictRemoteFields } from './entry.ts';
import { commonFields } from './host.ts';
import { plainHost } from './plain-host.ts';

/** Many a project has a `data/mcp_server.json`: only one in a folder that is called like the application is looked at. */
export const astrbot = plainHost({
  id: 'astrbot',
  label: 'AstrBot',
  files: [{ path: '~/.astrbot/data/mcp_server.json', scope: 'user' }],
  globs: ['**/.astrbot/data/mcp_server.json', '**/AstrBot/data/mcp_server.json'],
  comments: false,
  trailingCommas: false,
  fields: { ...commonFields, type: ['transport', 'type'], envFile: [] },
  transports: ['stdio', 'sse', 'streamable_http'],
  // An address makes it a remote server, whatever else stands there.
  reads: { ...strictLocalFields, ...strictRemoteFields, cwd: 'any', transport: 'any', type: 'any' },
  ignores: ['disabled', 'enabled', 'envFile'],
  requires: {
    type: {
      key: 'transport',
      stdio: 'stdio',
      http: 'streamable_http',
      sse: 'sse',
      without: 'does not connect',
    },
  },
  refuses: { kinds: 'entry' },
  references: {
    understands: [],
    writes: null,
    places: [],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text',
  },
  off: { key: 'active', value: false },
  stop: { how: '"active": false, or the switch in the panel', live: null },
  confidence: 'high',
  sources: [
    'https://github.com/AstrBotDevs/AstrBot/blob/HEAD/astrbot/core/agent/mcp_client.py',
    'https://github.com/AstrBotDevs/AstrBot/blob/HEAD/astrbot/core/provider/func_tool_manager.py',
    'https://github.com/AstrBotDevs/AstrBot/blob/HEAD/astrbot/core/utils/astrbot_path.py',
  ],
});
