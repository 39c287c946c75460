import { plainHost } from './plain-host.ts';

export const reasonix = plainHost({
  id: 'reasonix',
  label: 'Reasonix',
  files: [
    { path: 'reasonix.toml', scope: 'workspace' },
    { path: '~/.reasonix/config.toml', scope: 'user' },
  ],
  globs: ['**/reasonix.toml', '**/.reasonix/config.toml'],
  format: 'toml',
  comments: true,
  // A list of tables: [[plugins]].
  roots: [{ path: ['plugins'], shape: 'list' }],
  dedicated: false,
  sources: ['https://github.com/esengine/reasonix'],
});
