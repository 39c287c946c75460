import { commonFields, type Host } from './host.ts';

export const augment: Host = {
  id: 'augment',
  label: 'Augment',
  files: [
    { path: '.augment/settings.json', scope: 'workspace' },
    { path: '.augment/settings.local.json', scope: 'workspace' },
    { path: '~/.augment/settings.json', scope: 'user' },
  ],
  globs: ['**/.augment/settings.json', '**/.augment/settings.local.json'],
  format: 'json',
  comments: null,
  trailingCommas: null,
  roots: [{ path: ['mcpServers'] }, { path: ['augment.advanced', 'mcpServers'] }],
  inputs: null,
  fields: commonFields,
  transports: ['stdio', 'http', 'sse'],
  // Its change log states that names are resolved, not in which form and where.
  references: {
    understands: ['brace'],
    writes: 'brace',
    places: ['command', 'arg', 'env', 'header'],
    unresolved: 'passes it on as literal text',
    unset: 'leaves to chance what becomes of it',
  },
  off: null,
  stop: { how: '/mcp', live: true },
  approvalKeys: [],
  dedicated: false,
  confidence: 'low',
  sources: [
    'https://github.com/augmentcode/auggie/blob/HEAD/CHANGELOG.md',
    'https://github.com/dyoshikawa/rulesync/blob/HEAD/src/features/mcp/augmentcode-mcp.ts',
    'https://docs.augmentcode.com/cli/integrations',
  ],
};
