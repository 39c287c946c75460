import { plainHost } from './plain-host.ts';

export const museCode = plainHost({
  id: 'muse-code',
  label: 'Muse Code',
  files: [{ path: '~/.config/muse/settings.json', scope: 'user' }],
  globs: ['**/.config/muse/settings.json'],
  roots: [{ path: ['mcp_servers'] }],
  dedicated: false,
  sources: ['https://github.com/dyoshikawa/rulesync'],
});
