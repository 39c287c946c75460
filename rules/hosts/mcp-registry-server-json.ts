import { commonFields, type Host } from './host.ts';

/** What an author publishes about a server: packages and remote addresses, no command line. */
export const mcpRegistryServerJson: Host = {
  id: 'mcp-registry-server-json',
  label: 'MCP registry',
  files: [{ path: 'server.json', scope: 'workspace' }],
  globs: ['**/server.json'],
  sniff: [{ glob: '**/server.json', keys: [['name'], ['description'], ['version']] }],
  format: 'json',
  comments: false,
  trailingCommas: false,
  roots: [{ path: ['packages'] }, { path: ['remotes'] }],
  inputs: null,
  // Variables and headers stand in lists, each with its name.
  fields: { ...commonFields, command: ['identifier'], env: [], headers: [] },
  // `{name}` with a definition under `variables` is a template for the installer, not a reference.
  references: {
    understands: [],
    writes: null,
    places: [],
    unresolved: 'asks whoever installs the server',
    unset: 'asks whoever installs the server',
    keys: { secret: 'isSecret' },
  },
  off: null,
  stop: { how: 'not a running server', live: null },
  approvalKeys: [],
  manifest: true,
  dedicated: false,
  confidence: 'high',
  sources: [
    'https://github.com/modelcontextprotocol/registry/blob/HEAD/docs/server-json/README.md',
    'https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json',
    'https://github.com/stbenjam/skillsaw/blob/HEAD/docs/rules/mcp.md',
  ],
};
