import { commonFields, type Host } from './host.ts';

export const lmStudio: Host = {
  id: 'lm-studio',
  label: 'LM Studio',
  files: [
    { path: '~/.lmstudio/mcp.json', scope: 'user' },
    { path: '~/.cache/lm-studio/mcp.json', scope: 'user' },
  ],
  globs: ['**/.lmstudio/mcp.json', '**/.cache/lm-studio/mcp.json'],
  format: 'json',
  comments: null,
  trailingCommas: null,
  roots: [{ path: ['mcpServers'] }],
  inputs: null,
  fields: commonFields,
  references: {
    understands: [],
    writes: null,
    places: [],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text',
  },
  off: null,
  stop: { how: 'the switch in the Program tab', live: true },
  approvalKeys: [],
  dedicated: true,
  confidence: 'low',
  sources: ['https://github.com/lmstudio-ai/docs/blob/HEAD/0_app/2_mcp/index.mdx'],
};
