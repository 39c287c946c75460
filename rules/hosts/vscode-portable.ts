import type { Reader } from './host.ts';

/**
 * VS Code as a reader of the portable form, which is not its own: no inputs and none of its variables, so that other
 * programs read the same.
 */
export const vscodePortable: Reader = {
  label: 'VS Code',
  where: 'root',
  bareMap: true,
  // normalizeMcpServerConfiguration (pluginParsers.ts) and `local` of mcpCopilotConfiguration.ts; all else is left out.
  transports: ['stdio', 'http', 'streamable-http', 'sse', 'local'],
  references: {
    understands: ['brace', 'brace-default'],
    places: ['command', 'arg', 'env', 'url', 'header'],
    // What is no address before anything is put in is none for it (mcpEnvironmentVariableExpansion.ts).
    addressFirst: true,
  },
  sources: [
    'https://code.visualstudio.com/docs/agents/reference/mcp-configuration',
    'https://github.com/microsoft/vscode/blob/HEAD/src/vs/workbench/contrib/mcp/common/mcpEnvironmentVariableExpansion.ts',
    'https://github.com/microsoft/vscode/blob/HEAD/src/vs/platform/mcp/common/mcpCopilotConfiguration.ts',
    'https://github.com/microsoft/vscode/blob/HEAD/src/vs/platform/agentPlugins/common/pluginParsers.ts',
  ],
};
