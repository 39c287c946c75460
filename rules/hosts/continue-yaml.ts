import { commonFields, type Host } from './host.ts';

export const continueYaml: Host = {
  id: 'continue-yaml',
  label: 'Continue',
  files: [
    { path: '~/.continue/config.yaml', scope: 'user' },
    { path: '.continue/mcpServers/*.yaml', scope: 'workspace' },
    { path: '~/.continue/mcpServers/*.yaml', scope: 'user' },
  ],
  globs: [
    '**/.continue/config.yaml',
    '**/.continue/mcpServers/*.yaml',
    '**/.continue/mcpServers/*.yml',
  ],
  format: 'yaml',
  comments: true,
  trailingCommas: null,
  roots: [{ path: ['mcpServers'], shape: 'list' }],
  inputs: null,
  // `uses` names a block of their hub instead.
  fields: { ...commonFields, command: ['command', 'uses'] },
  transports: ['stdio', 'sse', 'streamable-http'],
  // The library for YAML takes no key twice, and the schema wants a list.
  refuses: { kinds: 'file', twice: 'file' },
  // Looked up in .env of the workspace, .continue/.env and ~/.continue/.env.
  references: {
    understands: ['expression'],
    writes: 'expression',
    places: ['command', 'arg', 'env', 'envFile', 'cwd', 'url', 'header', 'other'],
    unresolved: 'passes it on as literal text',
    unset: 'refuses to start the server',
  },
  off: null,
  stop: { how: 'remove the item from the list', live: null },
  approvalKeys: [],
  dedicated: false,
  confidence: 'high',
  sources: [
    'https://github.com/continuedev/continue/blob/HEAD/packages/config-yaml/src/schemas/mcp',
    'https://github.com/continuedev/continue/blob/HEAD/packages/config-yaml/src/load/clientRender.ts',
    'https://github.com/continuedev/continue/blob/HEAD/core/context/mcp/json/loadJsonMcpConfigs.ts',
    'https://github.com/continuedev/continue/blob/HEAD/docs/customize/deep-dives/mcp.mdx',
    'https://github.com/continuedev/continue/blob/HEAD/docs/faqs.mdx',
  ],
};
