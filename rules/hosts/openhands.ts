import { fastmcpEntry } from './fastmcp-entry.ts';
import { plainHost } from './plain-host.ts';

/** The command line from 1.0.0 on; before, it read `config.toml` as the server does. */
export const openhands = plainHost({
  id: 'openhands',
  label: 'OpenHands',
  files: [{ path: '~/.openhands/mcp.json', scope: 'user' }],
  globs: ['**/.openhands/mcp.json'],
  comments: false,
  trailingCommas: false,
  ...fastmcpEntry,
  // Without the key around them FastMCP puts it there.
  roots: [{ path: ['mcpServers'] }, { path: [] }],
  ignores: ['disabled', 'envFile'],
  // `expand_mcp_variables` goes through every text when a conversation starts.
  references: {
    understands: ['brace', 'brace-default'],
    writes: 'brace',
    places: ['command', 'arg', 'env', 'cwd', 'url', 'header', 'other'],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text',
  },
  off: { key: 'enabled', value: false },
  stop: { how: '"enabled": false, or openhands mcp disable', live: false },
  confidence: 'high',
  sources: [
    'https://github.com/OpenHands/OpenHands-CLI/blob/HEAD/openhands_cli/mcp/mcp_utils.py',
    'https://github.com/OpenHands/software-agent-sdk/blob/HEAD/openhands-sdk/openhands/sdk/skills/utils.py',
    'https://github.com/OpenHands/docs/blob/HEAD/openhands/usage/cli/mcp-servers.mdx',
    'https://github.com/jlowin/fastmcp/blob/HEAD/src/fastmcp/mcp_config.py',
  ],
});
