import { strictLocalFields, strictRemoteFields } from './entry.ts';
import { commonFields } from './host.ts';
import { plainHost } from './plain-host.ts';

export const deerFlow = plainHost({
  id: 'deer-flow',
  label: 'DeerFlow',
  files: [{ path: 'extensions_config.json', scope: 'workspace' }],
  globs: ['**/extensions_config.json'],
  comments: false,
  trailingCommas: false,
  fields: { ...commonFields, type: ['type', 'transport'], cwd: [], envFile: [] },
  transports: ['stdio', 'sse', 'http'],
  // McpServerConfig: a value of another kind fails the whole file, a transport it does not know the entry.
  reads: {
    ...strictLocalFields,
    ...strictRemoteFields,
    type: 'text',
    transport: 'text',
    oauth: 'any',
  },
  ignores: ['disabled', 'cwd', 'envFile'],
  requires: {
    type: {
      key: 'type',
      stdio: 'stdio',
      http: 'http',
      sse: 'sse',
      without: 'looks for a command instead',
    },
  },
  refuses: { kinds: 'file', nothing: 'entry', type: 'entry' },
  // A text that begins with a dollar sign is the name of a variable as a whole: nothing can be written into a longer one,
  // and of `${NAME}` nothing is left.
  references: {
    understands: ['dollar'],
    writes: null,
    places: ['command', 'arg', 'env', 'url', 'header', 'other'],
    unresolved: 'does not put its value there',
    unset: 'puts an empty text in its place',
  },
  off: { key: 'enabled', value: false },
  stop: { how: '"enabled": false', live: null },
  dedicated: false,
  confidence: 'high',
  sources: [
    'https://github.com/bytedance/deer-flow/blob/HEAD/backend/packages/harness/deerflow/config/extensions_config.py',
    'https://github.com/bytedance/deer-flow/blob/HEAD/backend/packages/harness/deerflow/mcp/client.py',
    'https://github.com/bytedance/deer-flow/blob/HEAD/extensions_config.example.json',
  ],
});
