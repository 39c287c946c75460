import type { Host } from './host.ts';
import { opencodeEntry } from './opencode.ts';

export const kiloCode: Host = {
  id: 'kilo-code',
  label: 'Kilo Code',
  files: [
    { path: 'kilo.json', scope: 'workspace' },
    { path: 'kilo.jsonc', scope: 'workspace' },
    { path: '.kilo/kilo.json', scope: 'workspace' },
    { path: '~/.config/kilo/kilo.json', scope: 'user' },
  ],
  globs: ['**/kilo.json', '**/kilo.jsonc'],
  format: 'json',
  comments: true,
  trailingCommas: true,
  roots: [{ path: ['mcp'] }],
  inputs: null,
  // As opencode, whose code it shares; what a fault costs is not verified.
  ...opencodeEntry,
  requires: {
    type: {
      always: true,
      key: 'type',
      stdio: 'local',
      http: 'remote',
      sse: 'remote',
      without: 'does not know how to start it',
    },
  },
  refuses: { kinds: 'entry', type: 'entry' },
  off: { key: 'enabled', value: false },
  stop: { how: '"enabled": false', live: null },
  approvalKeys: [],
  dedicated: false,
  confidence: 'medium',
  sources: [
    'https://github.com/Kilo-Org/kilocode',
    'https://kilo.ai/docs',
    'https://github.com/dyoshikawa/rulesync/blob/HEAD/src/features/mcp/kilo-mcp.ts',
  ],
};
