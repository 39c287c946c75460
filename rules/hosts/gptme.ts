import { localFields, remoteFields } from './entry.ts';
import { commonFields } from './host.ts';
import { plainHost } from './plain-host.ts';

export const gptme = plainHost({
  id: 'gptme',
  label: 'gptme',
  files: [
    { path: 'gptme.toml', scope: 'workspace' },
    { path: 'gptme.local.toml', scope: 'workspace' },
    { path: '.github/gptme.toml', scope: 'workspace' },
    { path: '~/.config/gptme/config.toml', scope: 'user' },
    { path: '~/.config/gptme/config.local.toml', scope: 'user' },
  ],
  globs: [
    '**/gptme.toml',
    '**/gptme.local.toml',
    '**/gptme/config.toml',
    '**/gptme/config.local.toml',
  ],
  format: 'toml',
  comments: true,
  // A list of tables: [[mcp.servers]].
  roots: [{ path: ['mcp', 'servers'], shape: 'list' }],
  fields: { ...commonFields, type: [], cwd: [], envFile: [] },
  reads: { name: 'text', ...localFields, ...remoteFields },
  // MCPServerConfig of gptme/config/models.py is built from the keys of the table: one it does not have is an error.
  refuses: { nothing: 'entry', unknown: 'file' },
  requires: { fields: ['name'] },
  references: {
    understands: [],
    writes: null,
    places: [],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text',
  },
  off: { key: 'enabled', value: false },
  stop: { how: 'enabled = false, or /unload', live: true },
  dedicated: false,
  confidence: 'high',
  sources: [
    'https://github.com/gptme/gptme/blob/HEAD/docs/mcp.rst',
    'https://github.com/gptme/gptme/blob/HEAD/docs/config.rst',
    'https://github.com/gptme/gptme/blob/HEAD/gptme/config/models.py',
    'https://github.com/gptme/gptme/blob/HEAD/gptme/mcp/client.py',
  ],
});
