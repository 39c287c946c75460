import { localFields } from './entry.ts';
import { commonFields } from './host.ts';
import { plainHost } from './plain-host.ts';

/** ByteDance's agent for the command line; the editor is another host. */
export const traeAgent = plainHost({
  id: 'trae-agent',
  label: 'Trae Agent',
  files: [{ path: 'trae_config.yaml', scope: 'workspace' }],
  globs: ['**/trae_config.yaml'],
  format: 'yaml',
  comments: true,
  roots: [{ path: ['mcp_servers'] }],
  fields: { ...commonFields, type: [], envFile: [] },
  // The class knows addresses and headers as well, and `connect_and_discover` has no transport for them yet.
  reads: { ...localFields, cwd: 'text', url: 'text' },
  refuses: { nothing: 'entry', unknown: 'file' },
  references: {
    understands: [],
    writes: null,
    places: [],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text',
  },
  stop: { how: 'take its name out of allow_mcp_servers', live: false },
  dedicated: false,
  confidence: 'high',
  sources: [
    'https://github.com/bytedance/trae-agent/blob/HEAD/README.md',
    'https://github.com/bytedance/trae-agent/blob/HEAD/trae_agent/utils/config.py',
    'https://github.com/bytedance/trae-agent/blob/HEAD/trae_agent/utils/mcp_client.py',
  ],
});
