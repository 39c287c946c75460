import { strictLocalFields, strictRemoteFields } from './entry.ts';
import { commonFields } from './host.ts';
import { plainHost } from './plain-host.ts';

export const mcpm = plainHost({
  id: 'mcpm',
  label: 'MCPM',
  files: [{ path: '~/.config/mcpm/servers.json', scope: 'user' }],
  globs: ['**/mcpm/servers.json'],
  comments: false,
  trailingCommas: false,
  roots: [{ path: [] }],
  fields: { ...commonFields, type: [], cwd: [], envFile: [] },
  // ServerConfig of src/mcpm/core/schema.py; an entry that does not fit is left out.
  reads: { name: 'text', ...strictLocalFields, ...strictRemoteFields },
  ignores: ['disabled', 'enabled', 'cwd', 'envFile'],
  requires: { fields: ['name'] },
  refuses: { kinds: 'entry', nothing: 'entry' },
  stop: { how: 'mcpm uninstall', live: null },
  confidence: 'high',
  sources: [
    'https://github.com/pathintegral-institute/mcpm.sh/blob/HEAD/src/mcpm/global_config.py',
    'https://github.com/pathintegral-institute/mcpm.sh/blob/HEAD/src/mcpm/core/schema.py',
  ],
});
