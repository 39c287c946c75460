import {
  claudeCodeNames,
  claudeCodeReads,
  claudeCodeReferences,
  claudeCodeType,
} from './claude-code-entry.ts';
import { copilotCliPortable } from './copilot-cli.ts';
import { commonFields, type Host } from './host.ts';
import { vscodePortable } from './vscode-portable.ts';

/** `.mcp.json` at the root of a repository, which several other hosts read as well. */
export const claudeCode: Host = {
  id: 'claude-code',
  label: 'Claude Code',
  files: [{ path: '.mcp.json', scope: 'workspace' }],
  globs: ['**/.mcp.json'],
  format: 'json',
  comments: false,
  trailingCommas: false,
  roots: [{ path: ['mcpServers'] }, { path: [] }],
  // Kapeli/dash-mcp-server#18; plugins, which keep theirs below the root mostly, take both.
  needsRootKey: true,
  alsoReadBy: [copilotCliPortable, vscodePortable],
  inputs: null,
  fields: commonFields,
  // `local` is what Copilot CLI calls it in the same file.
  transports: ['stdio', 'http', 'streamable-http', 'sse', 'ws', 'local'],
  // Other readers of the file know a few more, such as `tools` and `cwd` of Copilot CLI.
  reads: {
    ...claudeCodeReads,
    tools: 'any',
    cwd: 'text',
    oauthClientId: 'text',
    transport: 'text',
  },
  // No reader of the file has a switch in it: anthropics/claude-code#39662, github/copilot-cli#3582.
  ignores: ['disabled', 'enabled', 'envFile'],
  requires: { type: claudeCodeType },
  // Its doctor says so: anthropics/claude-code#9594, #51749, #8483.
  needsCmd: true,
  refuses: { kinds: 'entry', type: 'entry', names: claudeCodeNames },
  // The one syntax that most of its readers resolve; Qwen Code resolves none here (QwenLM/qwen-code#11499).
  references: claudeCodeReferences,
  off: null,
  // A person's own settings of the project; it blocks the server in every mode:
  // https://code.claude.com/docs/en/settings-reference
  offFile: { path: '.claude/settings.local.json', list: ['disabledMcpjsonServers'] },
  stop: { how: '/mcp, or disabledMcpjsonServers in .claude/settings.local.json', live: true },
  approvalKeys: [],
  dedicated: true,
  confidence: 'high',
  sources: [
    'https://code.claude.com/docs/en/mcp',
    'https://code.visualstudio.com/docs/agents/reference/mcp-configuration',
    'https://github.com/microsoft/vscode/blob/HEAD/src/vs/workbench/contrib/mcp/common/mcpEnvironmentVariableExpansion.ts',
    'https://github.com/microsoft/vscode/blob/HEAD/src/vs/platform/mcp/common/mcpCopilotConfiguration.ts',
    'https://github.com/github/copilot-cli/blob/HEAD/changelog.md',
    'https://github.com/github/docs/blob/HEAD/content/copilot/how-tos/copilot-cli/customize-copilot/add-mcp-servers.md',
    'https://github.com/MicrosoftDocs/visualstudio-docs/blob/HEAD/docs/ide/mcp-servers.md',
    'https://github.com/snyk/agent-scan/blob/HEAD/src/agent_scan/well_known_clients.py',
    'https://github.com/QwenLM/qwen-code/issues/11499',
    'https://github.com/anthropics/claude-code/issues/80197',
  ],
};
