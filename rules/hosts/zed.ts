import { localFields, remoteFields } from './entry.ts';
import { commonFields, type Host } from './host.ts';

export const zed: Host = {
  id: 'zed',
  label: 'Zed',
  files: [
    { path: '~/.config/zed/settings.json', scope: 'user' },
    { path: '%APPDATA%/Zed/settings.json', scope: 'user', os: 'windows' },
    { path: '.zed/settings.json', scope: 'workspace' },
  ],
  globs: ['**/zed/settings.json', '**/.zed/settings.json'],
  format: 'json',
  comments: true,
  trailingCommas: true,
  roots: [{ path: ['context_servers'] }],
  inputs: null,
  fields: commonFields,
  // Its older form has all of a program in `command`.
  reads: {
    ...localFields,
    ...remoteFields,
    command: 'any',
    source: 'text',
    settings: 'any',
    oauth: 'any',
  },
  ignores: ['disabled', 'envFile'],
  // Asked for in zed-industries/zed#60459; the server inherits the environment of Zed instead.
  references: {
    understands: [],
    writes: null,
    places: [],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text',
  },
  off: { key: 'enabled', value: false },
  stop: { how: '"enabled": false, or the switch in the agent panel', live: true },
  // What an extension brings along is only set up here (zed docs/src/ai/mcp.md, zed-industries/extensions#5786).
  targetless: [{ key: 'settings' }, { key: 'source', value: 'extension' }],
  approvalKeys: [],
  approvalSettings: [
    { name: 'agent.always_allow_tool_actions' },
    { name: 'agent.tool_permissions.default', words: ['allow'] },
  ],
  dedicated: false,
  confidence: 'high',
  sources: [
    'https://github.com/zed-industries/zed/blob/HEAD/docs/src/ai/mcp.md',
    'https://github.com/zed-industries/zed/issues/60459',
    'https://github.com/zed-industries/zed/pull/60457',
    'https://github.com/dyoshikawa/rulesync/blob/HEAD/src/features/mcp/zed-mcp.ts',
  ],
};
