import { commonFields, type Host } from './host.ts';

export const factoryDroid: Host = {
  id: 'factory-droid',
  label: 'Factory Droid',
  files: [
    { path: '.factory/mcp.json', scope: 'workspace' },
    { path: '~/.factory/mcp.json', scope: 'user' },
  ],
  globs: ['**/.factory/mcp.json'],
  format: 'json',
  comments: null,
  trailingCommas: null,
  roots: [{ path: ['mcpServers'] }],
  inputs: null,
  fields: commonFields,
  transports: ['stdio', 'http', 'sse'],
  references: {
    understands: ['brace', 'brace-default'],
    writes: 'brace',
    places: ['command', 'arg', 'env', 'url', 'header'],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text and warns when the server starts',
  },
  off: { key: 'disabled', value: true },
  stop: { how: '"disabled": true, which takes effect when the file is saved', live: true },
  approvalKeys: [],
  dedicated: true,
  confidence: 'high',
  sources: ['https://github.com/Factory-AI/factory/blob/HEAD/docs/cli/configuration/mcp.mdx'],
};
