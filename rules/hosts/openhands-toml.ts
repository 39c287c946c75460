import { commonFields } from './host.ts';
import { plainHost } from './plain-host.ts';

/**
 * The server of OpenHands, up to version 0. Everybody has a `config.toml`: only one in a folder that is called like the
 * application is looked at.
 */
export const openhandsToml = plainHost({
  id: 'openhands-toml',
  label: 'OpenHands',
  family: 'openhands',
  files: [{ path: '~/.openhands/config.toml', scope: 'user' }],
  globs: ['**/.openhands/config.toml', '**/OpenHands/config.toml'],
  format: 'toml',
  comments: true,
  // Lists of tables, one for each transport; an address by itself may stand there as a text.
  roots: [
    { path: ['mcp', 'stdio_servers'], shape: 'list' },
    { path: ['mcp', 'shttp_servers'], shape: 'list' },
    { path: ['mcp', 'sse_servers'], shape: 'list' },
  ],
  fields: { ...commonFields, headers: [], type: [], cwd: [], envFile: [] },
  // MCPStdioServerConfig takes one text for the arguments, too, and for the variables.
  reads: { name: 'text', command: 'text', args: 'any', env: 'any', url: 'text', api_key: 'text' },
  ignores: ['disabled', 'enabled', 'cwd', 'envFile', 'headers'],
  // A name is looked at where a command is; one that does not fit is an error of the whole section.
  refuses: {
    kinds: 'file',
    nothing: 'file',
    names: {
      pattern: /^[a-zA-Z0-9_-]+$/,
      allowed: 'letters, digits, "_" and "-"',
      effect: 'file',
    },
  },
  references: {
    understands: [],
    writes: null,
    places: [],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text',
  },
  dedicated: false,
  confidence: 'high',
  sources: [
    'https://github.com/OpenHands/OpenHands/blob/0.62.0/openhands/core/config/mcp_config.py',
    'https://github.com/OpenHands/OpenHands/blob/0.62.0/config.template.toml',
  ],
});
