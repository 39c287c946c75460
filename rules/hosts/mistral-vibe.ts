import { commonFields } from './host.ts';
import { plainHost } from './plain-host.ts';

export const mistralVibe = plainHost({
  id: 'mistral-vibe',
  label: 'Mistral Vibe',
  files: [
    { path: '.vibe/config.toml', scope: 'workspace' },
    { path: '~/.vibe/config.toml', scope: 'user' },
  ],
  globs: ['**/.vibe/config.toml'],
  fields: { ...commonFields, type: ['transport'] },
  format: 'toml',
  comments: true,
  // A list of tables: [[mcp_servers]].
  roots: [{ path: ['mcp_servers'], shape: 'list' }],
  transports: ['stdio', 'http', 'streamable-http'],
  dedicated: false,
  confidence: 'high',
  sources: ['https://docs.mistral.ai/vibe/code/cli/mcp-servers'],
});
