import { strictLocalFields, strictRemoteFields } from './entry.ts';
import { commonFields } from './host.ts';
import { plainHost } from './plain-host.ts';

export const stakpak = plainHost({
  id: 'stakpak',
  label: 'Stakpak',
  files: [
    { path: '.stakpak/mcp.toml', scope: 'workspace' },
    { path: '~/.stakpak/mcp.toml', scope: 'user' },
  ],
  globs: ['**/.stakpak/mcp.toml'],
  format: 'toml',
  comments: true,
  fields: { ...commonFields, type: [], cwd: [], envFile: [] },
  // McpServerEntry: an entry that is neither of its two forms fails the whole file.
  reads: { ...strictLocalFields, ...strictRemoteFields },
  ignores: ['enabled', 'cwd', 'envFile'],
  refuses: { kinds: 'file', nothing: 'file' },
  off: { key: 'disabled', value: true },
  stop: { how: 'disabled = true, or stakpak mcp disable', live: null },
  confidence: 'high',
  sources: [
    'https://github.com/stakpak/agent/blob/HEAD/README.md',
    'https://github.com/stakpak/agent/blob/HEAD/libs/mcp/config/src/lib.rs',
  ],
});
