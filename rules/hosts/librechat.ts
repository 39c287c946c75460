import { commonFields, type Host } from './host.ts';

export const librechat: Host = {
  id: 'librechat',
  label: 'LibreChat',
  files: [{ path: 'librechat.yaml', scope: 'workspace' }],
  // CONFIG_PATH names any: one for each environment, mostly.
  globs: [
    '**/librechat.yaml',
    '**/librechat.yml',
    '**/librechat[-._]*.yaml',
    '**/librechat[-._]*.yml',
  ],
  format: 'yaml',
  comments: true,
  trailingCommas: null,
  roots: [{ path: ['mcpServers'] }],
  inputs: null,
  fields: commonFields,
  transports: ['stdio', 'websocket', 'streamable-http', 'sse'],
  // js-yaml takes no key twice.
  refuses: { twice: 'file' },
  references: {
    understands: ['brace', 'mustache'],
    writes: 'brace',
    places: ['env', 'url', 'header', 'other'],
    unresolved: 'passes it on as literal text',
    unset: 'does what is nowhere documented',
  },
  off: { key: 'startup', value: false },
  stop: { how: 'startup: false, after a restart', live: false },
  approvalKeys: [],
  oneFile: true,
  dedicated: false,
  confidence: 'high',
  sources: [
    'https://github.com/LibreChat-AI/librechat.ai/blob/HEAD/content/docs/configuration/librechat_yaml/object_structure/mcp_servers.mdx',
  ],
};
