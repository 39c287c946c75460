import { localFields, remoteFields } from './entry.ts';
import { commonFields } from './host.ts';
import { plainHost } from './plain-host.ts';

export const kode = plainHost({
  id: 'kode',
  label: 'Kode',
  files: [{ path: '~/.kode.json', scope: 'user' }],
  globs: ['**/.kode.json'],
  roots: [{ path: ['mcpServers'] }, { path: ['projects', '*', 'mcpServers'] }],
  fields: { ...commonFields, cwd: [], envFile: [] },
  transports: ['stdio', 'sse', 'http', 'ws', 'sse-ide', 'ws-ide'],
  reads: { ...localFields, ...remoteFields, type: 'any' },
  ignores: ['disabled', 'enabled', 'envFile'],
  dedicated: false,
  sources: [
    'https://github.com/shareAI-lab/Kode-cli/blob/HEAD/src/core/config/schema.ts',
    'https://github.com/shareAI-lab/Kode-cli/blob/HEAD/src/core/config/loader.ts',
  ],
});
