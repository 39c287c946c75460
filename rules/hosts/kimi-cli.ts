import { fastmcpEntry } from './fastmcp-entry.ts';
import { plainHost } from './plain-host.ts';

/** The one in Python, before Kimi Code. */
export const kimiCli = plainHost({
  id: 'kimi-cli',
  label: 'Kimi CLI',
  files: [{ path: '~/.kimi/mcp.json', scope: 'user' }],
  globs: ['**/.kimi/mcp.json'],
  comments: false,
  trailingCommas: false,
  ...fastmcpEntry,
  // Without the key around them FastMCP puts it there.
  roots: [{ path: ['mcpServers'] }, { path: [] }],
  ignores: ['disabled', 'enabled', 'envFile'],
  references: {
    understands: [],
    writes: null,
    places: [],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text',
  },
  confidence: 'high',
  sources: [
    'https://github.com/MoonshotAI/kimi-cli/blob/HEAD/src/kimi_cli/cli/mcp.py',
    'https://github.com/MoonshotAI/kimi-cli/blob/HEAD/docs/en/customization/mcp.md',
    'https://github.com/jlowin/fastmcp/blob/HEAD/src/fastmcp/mcp_config.py',
  ],
});
