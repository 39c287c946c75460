import { commonFields, type Host } from './host.ts';

/** The manifest of a desktop extension (`.mcpb`, formerly `.dxt`). */
export const mcpbManifest: Host = {
  id: 'mcpb-manifest',
  label: 'MCP bundle',
  files: [{ path: 'manifest.json', scope: 'workspace' }],
  globs: ['**/manifest.json'],
  format: 'json',
  comments: false,
  trailingCommas: false,
  roots: [{ path: ['server', 'mcp_config'], shape: 'server' }],
  inputs: null,
  fields: commonFields,
  references: {
    understands: ['user-config', 'vscode-variable'],
    writes: 'user-config',
    places: ['command', 'arg', 'env'],
    unresolved: 'passes it on as literal text',
    unset: 'cannot be switched on',
  },
  off: null,
  stop: { how: "the extension's switch in the host", live: null },
  approvalKeys: [],
  manifest: true,
  dedicated: false,
  confidence: 'high',
  sources: [
    'https://github.com/anthropics/mcpb/blob/HEAD/MANIFEST.md',
    'https://github.com/anthropics/mcpb/blob/HEAD/schemas/mcpb-manifest-latest.schema.json',
  ],
};
