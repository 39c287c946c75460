import { commonFields, type Host } from './host.ts';

export const copilotJetbrains: Host = {
  id: 'copilot-jetbrains',
  label: 'GitHub Copilot for JetBrains',
  files: [
    { path: '~/.config/github-copilot/intellij/mcp.json', scope: 'user' },
    { path: '%LOCALAPPDATA%/github-copilot/intellij/mcp.json', scope: 'user', os: 'windows' },
  ],
  globs: ['**/github-copilot/intellij/mcp.json'],
  format: 'json',
  comments: null,
  trailingCommas: null,
  roots: [{ path: ['servers'] }],
  inputs: ['inputs'],
  fields: commonFields,
  transports: ['stdio', 'http', 'sse'],
  references: {
    understands: ['env-colon'],
    writes: 'env-colon',
    places: ['env', 'header'],
    unresolved: 'passes it on as literal text',
    unset: 'leaves to chance what becomes of it',
  },
  off: null,
  stop: { how: 'the tool window of the IDE', live: null },
  approvalKeys: [],
  dedicated: true,
  confidence: 'medium',
  sources: [
    'https://github.com/microsoft/apm/issues/1656',
    'https://github.com/microsoft/apm/pull/1659',
    'https://github.com/microsoft/apm/blob/HEAD/docs/src/content/docs/consumer/install-mcp-servers.md',
  ],
};
