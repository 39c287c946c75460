import { localFields, remoteFields } from './entry.ts';
import { commonFields } from './host.ts';
import { plainHost } from './plain-host.ts';

/** Made of Gemini CLI, and on its own since. */
export const llxprtCode = plainHost({
  id: 'llxprt-code',
  label: 'LLxprt Code',
  files: [
    { path: '.llxprt/settings.json', scope: 'workspace' },
    { path: '~/.llxprt/settings.json', scope: 'user' },
  ],
  globs: ['**/.llxprt/settings.json', '**/llxprt-extension.json'],
  comments: true,
  trailingCommas: false,
  fields: { ...commonFields, url: ['httpUrl', 'url'] },
  reads: {
    ...localFields,
    ...remoteFields,
    httpUrl: 'text',
    cwd: 'text',
    type: 'any',
    oauth: 'any',
  },
  ignores: ['disabled', 'enabled', 'envFile'],
  references: {
    understands: ['brace', 'dollar'],
    writes: 'brace',
    places: ['command', 'arg', 'env', 'cwd', 'url', 'header', 'other'],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text',
  },
  offLists: [['excludeMCPServers']],
  stop: { how: 'excludeMCPServers', live: null },
  approvalKeys: ['trust'],
  dedicated: false,
  confidence: 'high',
  sources: [
    'https://github.com/vybestack/llxprt-code/blob/HEAD/docs/tools/mcp-server.md',
    'https://github.com/vybestack/llxprt-code/blob/HEAD/packages/cli/src/config/settingsLoader.ts',
    'https://github.com/vybestack/llxprt-code/blob/HEAD/packages/cli/src/config/mcpServerConfig.ts',
    'https://github.com/vybestack/llxprt-code/blob/HEAD/packages/cli/src/utils/envVarResolver.ts',
  ],
});
