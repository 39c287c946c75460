import { localFields, remoteFields } from './entry.ts';
import { commonFields, type Host } from './host.ts';

export const geminiCli: Host = {
  id: 'gemini-cli',
  label: 'Gemini CLI',
  files: [
    { path: '~/.gemini/settings.json', scope: 'user' },
    { path: '.gemini/settings.json', scope: 'workspace' },
    { path: '/etc/gemini-cli/settings.json', scope: 'managed', os: 'linux' },
    { path: '/Library/Application Support/GeminiCli/settings.json', scope: 'managed', os: 'macos' },
    { path: 'C:/ProgramData/gemini-cli/settings.json', scope: 'managed', os: 'windows' },
  ],
  globs: [
    '**/.gemini/settings.json',
    '**/gemini-cli/settings.json',
    // As people keep it among their dotfiles.
    '**/gemini/settings.json',
    '**/GeminiCli/settings.json',
    '**/gemini-extension.json',
  ],
  format: 'json',
  comments: true,
  trailingCommas: false,
  roots: [{ path: ['mcpServers'] }],
  inputs: null,
  fields: { ...commonFields, url: ['httpUrl', 'url'] },
  transports: ['stdio', 'sse', 'http'],
  reads: {
    ...localFields,
    ...remoteFields,
    httpUrl: 'text',
    cwd: 'text',
    type: 'any',
    oauth: 'any',
  },
  // The switch stands in `mcp.excluded`, or is kept by its command line.
  ignores: ['envFile', 'disabled', 'enabled'],
  references: {
    understands: ['brace', 'brace-default', 'dollar', 'percent'],
    writes: 'brace',
    places: ['command', 'arg', 'env', 'envFile', 'cwd', 'url', 'header', 'other'],
    unresolved: 'passes it on as literal text',
    unset: 'puts an empty text in its place',
    // In the manifest of an extension, which nobody would write into settings: variableSchema.ts.
    own: ['/', 'pathSeparator'],
  },
  off: null,
  offLists: [['mcp', 'excluded']],
  stop: { how: 'gemini mcp disable, or mcp.excluded', live: true },
  approvalKeys: ['trust'],
  dedicated: false,
  confidence: 'high',
  sources: [
    'https://github.com/google-gemini/gemini-cli/blob/HEAD/docs/tools/mcp-server.md',
    'https://github.com/google-gemini/gemini-cli/blob/HEAD/docs/reference/configuration.md',
    'https://github.com/google-gemini/gemini-cli/blob/HEAD/packages/cli/src/utils/envVarResolver.ts',
    'https://github.com/google-gemini/gemini-cli/blob/HEAD/packages/core/src/utils/envExpansion.ts',
    'https://github.com/google-gemini/gemini-cli/blob/HEAD/packages/cli/src/config/settings.ts',
    'https://github.com/google-gemini/gemini-cli/blob/HEAD/packages/cli/src/config/extensions/variableSchema.ts',
  ],
};
