import { localFields, remoteFields } from './entry.ts';
import { commonFields } from './host.ts';
import { plainHost } from './plain-host.ts';

export const neovate = plainHost({
  id: 'neovate',
  label: 'Neovate Code',
  files: [
    { path: '.neovate/config.json', scope: 'workspace' },
    { path: '.neovate/config.local.json', scope: 'workspace' },
    { path: '~/.neovate/config.json', scope: 'user' },
  ],
  globs: ['**/.neovate/config.json', '**/.neovate/config.local.json'],
  comments: false,
  trailingCommas: false,
  fields: { ...commonFields, cwd: [], envFile: [] },
  transports: ['stdio', 'sse', 'http'],
  // A command counts before an address, and an address without a type is taken for http.
  reads: { ...localFields, ...remoteFields, type: 'any' },
  ignores: ['disabled', 'enabled', 'cwd', 'envFile'],
  references: {
    understands: [],
    writes: null,
    places: [],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text',
  },
  off: { key: 'disable', value: true },
  stop: { how: '"disable": true', live: null },
  approvalSettings: [{ name: 'approvalMode', words: ['yolo'] }],
  dedicated: false,
  confidence: 'high',
  sources: [
    'https://github.com/neovateai/neovate-code/blob/HEAD/src/mcp.ts',
    'https://github.com/neovateai/neovate-code/blob/HEAD/src/config.ts',
  ],
});
