import { commonFields, type Host } from './host.ts';

/** How an author deploys a server of their own. */
export const fastmcpJson: Host = {
  id: 'fastmcp-json',
  label: 'FastMCP',
  files: [{ path: 'fastmcp.json', scope: 'workspace' }],
  globs: ['**/fastmcp.json', '**/*.fastmcp.json'],
  format: 'json',
  comments: false,
  trailingCommas: false,
  roots: [{ path: [], shape: 'server' }],
  inputs: null,
  fields: commonFields,
  references: {
    understands: ['brace'],
    writes: 'brace',
    places: ['env'],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text',
  },
  off: null,
  stop: { how: 'not a running server', live: null },
  approvalKeys: [],
  manifest: true,
  dedicated: true,
  confidence: 'high',
  sources: ['https://github.com/jlowin/fastmcp/blob/HEAD/docs/deployment/server-configuration.mdx'],
};
