import { strictLocalFields } from './entry.ts';
import { commonFields, type Host } from './host.ts';

export const claudeDesktop: Host = {
  id: 'claude-desktop',
  label: 'Claude Desktop',
  files: [
    {
      path: '~/Library/Application Support/Claude/claude_desktop_config.json',
      scope: 'user',
      os: 'macos',
    },
    { path: '%APPDATA%/Claude/claude_desktop_config.json', scope: 'user', os: 'windows' },
    { path: '~/.config/Claude/claude_desktop_config.json', scope: 'user', os: 'linux' },
  ],
  globs: ['**/claude_desktop_config.json'],
  format: 'json',
  comments: false,
  trailingCommas: false,
  roots: [{ path: ['mcpServers'] }],
  inputs: null,
  // Remote servers are added as connectors in its settings, or here through mcp-remote.
  fields: { ...commonFields, url: [], headers: [], type: [] },
  // An entry with an address is skipped (n8n-io/n8n-docs#4912), and so is every key beside these three.
  reads: strictLocalFields,
  ignores: ['disabled', 'enabled', 'cwd', 'envFile'],
  // anthropics/claude-code#44764, nikolausm/imap-mcp-server#177
  startsIn: 'root',
  references: {
    understands: [],
    writes: null,
    places: [],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text',
  },
  off: null,
  stop: { how: 'remove the entry and restart the application', live: false },
  approvalKeys: [],
  dedicated: true,
  confidence: 'high',
  sources: [
    'https://modelcontextprotocol.io/docs/develop/connect-local-servers',
    'https://modelcontextprotocol.io/docs/tools/debugging',
    'https://github.com/microsoft/vscode/blob/HEAD/src/vs/workbench/contrib/mcp/common/discovery/nativeMcpDiscoveryAdapters.ts',
    'https://github.com/neondatabase/add-mcp/blob/HEAD/src/agents.ts',
    'https://github.com/docker/mcp-gateway/blob/HEAD/pkg/client/config.yml',
    'https://github.com/modelcontextprotocol/servers/issues/1039',
    'https://github.com/anthropics/claude-code/issues/40372',
    'https://code.claude.com/docs/en/desktop',
  ],
};
