import { commonFields, type Host } from './host.ts';

/** Files of other hosts, dropped into Continue's folder. */
export const continueJson: Host = {
  id: 'continue-json',
  label: 'Continue (JSON)',
  files: [{ path: '.continue/mcpServers/*.json', scope: 'workspace' }],
  globs: ['**/.continue/mcpServers/*.json'],
  format: 'json',
  comments: true,
  trailingCommas: null,
  roots: [{ path: ['mcpServers'] }, { path: ['projects', '*', 'mcpServers'] }, { path: [] }],
  inputs: null,
  fields: commonFields,
  transports: ['stdio', 'sse', 'http'],
  references: {
    understands: ['brace', 'expression'],
    writes: 'brace',
    places: ['env'],
    unresolved: 'passes it on as literal text',
    unset: 'refuses to start the server',
  },
  off: null,
  stop: { how: 'remove the file', live: null },
  approvalKeys: [],
  dedicated: true,
  confidence: 'high',
  sources: [
    'https://github.com/continuedev/continue/blob/HEAD/packages/config-yaml/src/schemas/mcp',
    'https://github.com/continuedev/continue/blob/HEAD/packages/config-yaml/src/load/clientRender.ts',
    'https://github.com/continuedev/continue/blob/HEAD/core/context/mcp/json/loadJsonMcpConfigs.ts',
    'https://github.com/continuedev/continue/blob/HEAD/docs/customize/deep-dives/mcp.mdx',
    'https://github.com/continuedev/continue/blob/HEAD/docs/faqs.mdx',
  ],
};
