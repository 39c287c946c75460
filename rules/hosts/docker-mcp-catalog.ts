import { commonFields, type Host } from './host.ts';

/** A catalog of the Docker MCP gateway, or one entry of it. */
export const dockerMcpCatalog: Host = {
  id: 'docker-mcp-catalog',
  label: 'Docker MCP catalog',
  files: [{ path: '~/.docker/mcp/catalogs/*.yaml', scope: 'user' }],
  globs: ['**/.docker/mcp/catalogs/*.yaml', '**/docker-mcp*.yaml', '**/servers/*/server.yaml'],
  sniff: [{ glob: '**/server.yaml', keys: [['name'], ['image']] }],
  format: 'yaml',
  comments: true,
  trailingCommas: null,
  roots: [{ path: ['registry'] }, { path: [], shape: 'server' }],
  inputs: null,
  // Variables stand in a list, each with its name.
  fields: { ...commonFields, command: ['image'], args: ['command'], env: [], url: ['url'] },
  // Secrets are declared under `secrets` and injected from the gateway's store.
  references: {
    understands: ['mustache', 'brace'],
    writes: null,
    places: ['env', 'header', 'other'],
    unresolved: 'passes it on as literal text',
    unset: 'leaves to chance what becomes of it',
  },
  off: null,
  stop: { how: 'docker mcp server disable', live: null },
  approvalKeys: [],
  manifest: true,
  dedicated: false,
  confidence: 'medium',
  sources: [
    'https://github.com/docker/mcp-gateway/blob/HEAD/docs/server-entry-spec.md',
    'https://github.com/docker/mcp-gateway/blob/HEAD/docs/catalog.md',
    'https://github.com/docker/mcp-registry/blob/HEAD/servers',
  ],
};
