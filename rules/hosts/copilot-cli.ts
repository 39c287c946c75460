import { localFields, type Names, remoteFields } from './entry.ts';
import { commonFields, type Host, type Reader } from './host.ts';

/** With another name no server is loaded at all (sooperset/mcp-atlassian#62). */
const names: Names = {
  pattern: /^[A-Za-z0-9_-]+$/,
  allowed: 'letters, digits, "_" and "-"',
  effect: 'file',
};

/** The CLI's own file, and `.github/mcp.json`, which no other host reads. */
export const copilotCli: Host = {
  id: 'copilot-cli',
  label: 'GitHub Copilot CLI',
  files: [
    { path: '~/.copilot/mcp-config.json', scope: 'user' },
    { path: '.github/mcp.json', scope: 'workspace' },
  ],
  globs: ['**/.copilot/mcp-config.json', '**/.github/mcp.json'],
  format: 'json',
  comments: null,
  trailingCommas: null,
  roots: [{ path: ['mcpServers'] }, { path: [] }],
  inputs: null,
  fields: commonFields,
  transports: ['local', 'stdio', 'http', 'sse'],
  reads: {
    ...localFields,
    ...remoteFields,
    type: 'text',
    cwd: 'text',
    tools: 'any',
    oauthClientId: 'text',
  },
  // Measured in github/copilot-cli#3582: such a server is loaded all the same.
  ignores: ['disabled', 'enabled', 'envFile'],
  refuses: { type: 'entry', names },
  // VS Code reads the same file and leaves a bare $NAME alone, so braces are what we write.
  references: {
    understands: ['brace', 'brace-default', 'dollar'],
    writes: 'brace',
    places: ['command', 'arg', 'env', 'url', 'header'],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text',
  },
  off: null,
  stop: { how: '/mcp disable, which its own state remembers', live: true },
  approvalKeys: [],
  dedicated: true,
  confidence: 'high',
  sources: [
    'https://github.com/github/docs/blob/HEAD/content/copilot/how-tos/copilot-cli/customize-copilot/add-mcp-servers.md',
    'https://github.com/github/docs/blob/HEAD/content/copilot/reference/copilot-cli-reference/cli-command-reference.md',
    'https://github.com/github/copilot-cli/blob/HEAD/changelog.md',
    'https://github.com/microsoft/apm/issues/1152',
    'https://github.com/microsoft/vscode/blob/HEAD/src/vs/platform/mcp/common/envVarResolution.ts',
    'https://microsoft.github.io/apm/reference/mcp-variable-compatibility/',
  ],
};

/** The same program at the `.mcp.json` in which Claude Code looks. */
export const copilotCliPortable: Reader = {
  label: copilotCli.label,
  where: 'root',
  bareMap: true,
  transports: ['local', 'stdio', 'http', 'sse'],
  names,
  references: copilotCli.references,
  sources: copilotCli.sources,
};
