import { commonFields, type Host } from './host.ts';

export const amp: Host = {
  id: 'amp',
  label: 'Amp',
  files: [
    { path: '.amp/settings.json', scope: 'workspace' },
    { path: '.amp/settings.jsonc', scope: 'workspace' },
    { path: '~/.config/amp/settings.json', scope: 'user' },
    { path: '~/.config/amp/settings.jsonc', scope: 'user' },
  ],
  globs: [
    '**/.amp/settings.json',
    '**/.amp/settings.jsonc',
    '**/amp/settings.json',
    '**/amp/settings.jsonc',
  ],
  format: 'json',
  comments: true,
  trailingCommas: true,
  // One key with a dot in it.
  roots: [{ path: ['amp.mcpServers'] }],
  inputs: null,
  fields: commonFields,
  // Third parties contradict each other on whether it resolves anything.
  references: {
    understands: ['brace'],
    writes: 'brace',
    places: ['arg', 'env', 'url', 'header'],
    unresolved: 'passes it on as literal text',
    unset: 'leaves to chance what becomes of it',
  },
  off: { key: 'disabled', value: true },
  stop: { how: '"disabled": true', live: null },
  approvalKeys: [],
  approvalSettings: [{ name: 'amp.dangerouslyAllowAll' }],
  dedicated: false,
  confidence: 'low',
  sources: [
    'https://ampcode.com/manual',
    'https://ampcode.com/news/mcp-permissions',
    'https://syllago.dev/using-syllago/providers/amp/mcp/',
    'https://github.com/dyoshikawa/rulesync/issues/1728',
    'https://github.com/dyoshikawa/rulesync/blob/HEAD/src/features/mcp/amp-mcp.ts',
  ],
};
