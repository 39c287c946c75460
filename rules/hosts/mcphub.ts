import { localFields, remoteFields } from './entry.ts';
import { plainHost } from './plain-host.ts';

/** For Neovim. It also reads the files that VS Code and Cursor keep in a folder. */
export const mcphub = plainHost({
  id: 'mcphub',
  label: 'MCP Hub',
  files: [
    { path: '.mcphub/servers.json', scope: 'workspace' },
    { path: '~/.config/mcphub/servers.json', scope: 'user' },
  ],
  globs: ['**/.mcphub/servers.json', '**/mcphub/servers.json'],
  // The hub reads JSON5; the editor's half of it does so only with lua-json5 installed.
  // `servers` counts where both are there.
  roots: [{ path: ['mcpServers'] }, { path: ['servers'] }],
  // Where a command is, the hub says itself what the transport is.
  reads: { ...localFields, ...remoteFields, cwd: 'text', type: 'any', dev: 'any' },
  ignores: ['enabled', 'envFile'],
  refuses: { nothing: 'file', both: 'file' },
  // The variables of an entry are resolved first, and seen by its other fields. `${cmd: …}` runs.
  references: {
    understands: ['brace', 'env-colon', 'input', 'vscode-variable', 'command'],
    writes: 'brace',
    places: ['command', 'arg', 'env', 'cwd', 'url', 'header'],
    unresolved: 'passes it on as literal text',
    unset: 'does not start the server',
  },
  off: { key: 'disabled', value: true },
  stop: { how: '"disabled": true, which takes effect when the file is saved', live: true },
  approvalKeys: ['autoApprove'],
  confidence: 'high',
  sources: [
    'https://github.com/ravitemer/mcphub.nvim/blob/HEAD/doc/mcp/servers_json.md',
    'https://github.com/ravitemer/mcphub.nvim/blob/HEAD/doc/workspace.md',
    'https://github.com/ravitemer/mcp-hub/blob/HEAD/src/utils/config.js',
    'https://github.com/ravitemer/mcp-hub/blob/HEAD/src/utils/env-resolver.js',
  ],
});
