import { strictLocalFields, strictRemoteFields } from './entry.ts';
import { commonFields } from './host.ts';
import { plainHost } from './plain-host.ts';

/** Of what its secrets file adds to an entry nothing is said: that is the place for it. */
export const fastAgent = plainHost({
  id: 'fast-agent',
  label: 'fast-agent',
  files: [
    { path: 'fast-agent.yaml', scope: 'workspace' },
    { path: 'fast-agent.config.yaml', scope: 'workspace' },
    { path: 'fastagent.config.yaml', scope: 'workspace' },
  ],
  globs: ['**/fast-agent.yaml', '**/fast-agent.config.yaml', '**/fastagent.config.yaml'],
  format: 'yaml',
  comments: true,
  roots: [{ path: ['mcp', 'servers'] }],
  fields: { ...commonFields, type: ['transport'], envFile: [] },
  transports: ['stdio', 'sse', 'http'],
  // MCPServerSettings: a value of another kind fails the whole of Settings.
  reads: {
    ...strictLocalFields,
    ...strictRemoteFields,
    cwd: 'text',
    transport: 'text',
    target: 'text',
    access_token: 'text',
    auth: 'any',
  },
  ignores: ['disabled', 'enabled', 'envFile'],
  refuses: { kinds: 'file', type: 'entry' },
  // A command line or an address in one text; a connector of the provider.
  targetless: [{ key: 'target' }, { key: 'connector_id' }],
  // `resolve_env_vars` goes through every text; what stands behind the first colon is the default, whatever it begins with.
  references: {
    understands: ['brace', 'colon-default'],
    writes: 'brace',
    places: ['command', 'arg', 'env', 'cwd', 'url', 'header', 'other'],
    unresolved: 'passes it, or a part of it, on as text',
    unset: 'passes it on as literal text',
  },
  stop: { how: 'load_on_start: false, until somebody connects it', live: null },
  dedicated: false,
  confidence: 'high',
  sources: [
    'https://github.com/evalstate/fast-agent/blob/HEAD/src/fast_agent/config.py',
    'https://github.com/evalstate/fast-agent/blob/HEAD/src/fast_agent/home.py',
  ],
});
