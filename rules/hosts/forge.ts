import { strictLocalFields, strictRemoteFields } from './entry.ts';
import { commonFields } from './host.ts';
import { plainHost } from './plain-host.ts';

/** In a project it reads `.mcp.json`, as Claude Code does. */
export const forge = plainHost({
  id: 'forge',
  label: 'Forge',
  files: [{ path: '~/.forge/.mcp.json', scope: 'user' }],
  globs: ['**/.forge/.mcp.json'],
  comments: false,
  trailingCommas: false,
  fields: { ...commonFields, url: ['url', 'serverUrl'], type: [], cwd: [], envFile: [] },
  // McpServerConfig: an entry that is neither of its two forms fails the whole file.
  reads: { ...strictLocalFields, ...strictRemoteFields, serverUrl: 'text', oauth: 'any' },
  ignores: ['disabled', 'enabled', 'cwd', 'envFile'],
  refuses: { kinds: 'file', nothing: 'file' },
  // {{.env.NAME}}
  references: {
    understands: ['mustache'],
    writes: null,
    places: ['header'],
    unresolved: 'passes it on as literal text',
    unset: 'leaves to chance what becomes of it',
  },
  off: { key: 'disable', value: true },
  stop: { how: '"disable": true', live: null },
  confidence: 'high',
  sources: [
    'https://github.com/antinomyhq/forge/blob/HEAD/crates/forge_domain/src/mcp.rs',
    'https://github.com/antinomyhq/forge/blob/HEAD/crates/forge_domain/src/env.rs',
    'https://github.com/antinomyhq/forge/blob/HEAD/crates/forge_config/src/reader.rs',
  ],
});
