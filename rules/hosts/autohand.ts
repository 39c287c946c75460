import { plainHost } from './plain-host.ts';

export const autohand = plainHost({
  id: 'autohand',
  label: 'Autohand',
  files: [{ path: '~/.autohand/config.json', scope: 'user' }],
  globs: ['**/.autohand/config.json'],
  // A list: an object there is not read.
  roots: [{ path: ['mcp', 'servers'], shape: 'list' }],
  dedicated: false,
  sources: ['https://github.com/autohandai/code-cli'],
});
