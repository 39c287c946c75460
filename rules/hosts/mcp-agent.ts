import { strictLocalFields, strictRemoteFields } from './entry.ts';
import { commonFields } from './host.ts';
import { plainHost } from './plain-host.ts';

/** Of what its secrets file adds to an entry nothing is said: that is the place for it. */
export const mcpAgent = plainHost({
  id: 'mcp-agent',
  label: 'mcp-agent',
  files: [
    { path: 'mcp_agent.config.yaml', scope: 'workspace' },
    { path: 'mcp-agent.config.yaml', scope: 'workspace' },
    { path: '~/.mcp-agent/mcp_agent.config.yaml', scope: 'user' },
  ],
  globs: ['**/mcp_agent.config.yaml', '**/mcp-agent.config.yaml'],
  format: 'yaml',
  comments: true,
  roots: [{ path: ['mcp', 'servers'] }],
  fields: { ...commonFields, type: ['transport'], envFile: [] },
  transports: ['stdio', 'sse', 'streamable_http', 'websocket'],
  // MCPServerSettings: a value of another kind fails the whole of Settings.
  reads: {
    ...strictLocalFields,
    ...strictRemoteFields,
    cwd: 'text',
    transport: 'text',
    auth: 'any',
  },
  ignores: ['disabled', 'enabled', 'envFile'],
  requires: {
    type: {
      key: 'transport',
      stdio: 'stdio',
      http: 'streamable_http',
      sse: 'sse',
      without: 'looks for a command instead',
    },
  },
  refuses: { kinds: 'file', nothing: 'entry', type: 'entry' },
  dedicated: false,
  confidence: 'high',
  sources: [
    'https://github.com/lastmile-ai/mcp-agent/blob/HEAD/src/mcp_agent/config.py',
    'https://github.com/lastmile-ai/mcp-agent/blob/HEAD/src/mcp_agent/mcp/mcp_server_registry.py',
  ],
});
