import { commonFields, type Host } from './host.ts';

/** It shares `.mcp.json` with Claude Code and others; the root key tells them apart. */
export const visualStudio: Host = {
  id: 'visual-studio',
  label: 'Visual Studio',
  files: [
    { path: '~/.mcp.json', scope: 'user', os: 'windows' },
    { path: '.vs/mcp.json', scope: 'workspace', os: 'windows' },
    { path: '.mcp.json', scope: 'workspace', os: 'windows' },
  ],
  globs: ['**/.vs/mcp.json', '**/.mcp.json'],
  sniff: [{ glob: '**/.mcp.json', keys: [['servers']], without: [['mcpServers']] }],
  format: 'json',
  comments: null,
  trailingCommas: null,
  roots: [{ path: ['servers'] }],
  inputs: ['inputs'],
  fields: commonFields,
  transports: ['stdio', 'http', 'sse'],
  // The documented format has VS Code's `inputs`; that references are written the same way is inferred.
  references: {
    understands: ['input'],
    writes: 'input',
    places: ['arg', 'env', 'header'],
    unresolved: 'passes it on as literal text',
    unset: 'leaves to chance what becomes of it',
  },
  off: null,
  stop: { how: 'remove the entry and save, or untick its tools', live: true },
  approvalKeys: [],
  dedicated: true,
  confidence: 'low',
  sources: [
    'https://github.com/MicrosoftDocs/visualstudio-docs/blob/HEAD/docs/ide/mcp-servers.md',
    'https://github.com/MicrosoftDocs/visualstudio-docs/pull/10977',
  ],
};
