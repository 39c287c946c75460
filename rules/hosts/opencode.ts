import { commonFields, type Host } from './host.ts';

/** What an entry holds, here and in hosts that share the code. */
export const opencodeEntry = {
  fields: { ...commonFields, args: [], env: ['environment'], envFile: [] },
  // Its schema takes nothing else, and a config that breaks it is refused: anomalyco/opencode#36434, #31317, #30892.
  reads: {
    type: 'text',
    command: 'texts',
    environment: 'text-map',
    cwd: 'text',
    url: 'text',
    headers: 'text-map',
    oauth: 'any',
  },
  ignores: ['envFile'],
  transports: ['local', 'remote'],
  // Replaced in the text of the file, before it is parsed.
  references: {
    understands: ['curly-env', 'curly-file'],
    writes: 'curly-env',
    places: ['command', 'arg', 'env', 'envFile', 'cwd', 'url', 'header', 'other'],
    unresolved: 'passes it on as literal text',
    unset: 'puts an empty text in its place',
  },
} as const satisfies Partial<Host>;

export const opencode: Host = {
  id: 'opencode',
  label: 'opencode',
  files: [
    { path: 'opencode.json', scope: 'workspace' },
    { path: 'opencode.jsonc', scope: 'workspace' },
    { path: '~/.config/opencode/opencode.json', scope: 'user' },
    // Before it had a name of its own; read to this day (packages/opencode/src/config/config.ts).
    { path: '~/.config/opencode/config.json', scope: 'user' },
  ],
  globs: ['**/opencode.json', '**/opencode.jsonc', '**/opencode/config.json'],
  format: 'json',
  comments: true,
  trailingCommas: true,
  roots: [{ path: ['mcp'] }, { path: ['mcp', 'servers'] }],
  inputs: null,
  ...opencodeEntry,
  requires: {
    type: {
      always: true,
      key: 'type',
      stdio: 'local',
      http: 'remote',
      sse: 'remote',
      without: 'refuses the whole file',
    },
  },
  refuses: { kinds: 'file', unknown: 'file', both: 'file', type: 'file' },
  off: { key: 'enabled', value: false },
  otherOff: [{ key: 'disabled', value: true }],
  stop: { how: '"enabled": false, from version 2 on "disabled": true', live: null },
  approvalKeys: [],
  dedicated: false,
  confidence: 'high',
  sources: [
    'https://github.com/anomalyco/opencode/blob/HEAD/packages/opencode/src/config/variable.ts',
    'https://opencode.ai/docs/mcp-servers',
    'https://opencode.ai/v2/docs/mcp-servers',
    'https://github.com/anomalyco/opencode/issues/23664',
  ],
};
