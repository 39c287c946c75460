import { localFields, remoteFields } from './entry.ts';
import { type ApprovalSetting, commonFields, type Host } from './host.ts';

/** What all places in which VS Code reads servers have in common. */
export const vscodeBase = {
  format: 'json',
  comments: true,
  trailingCommas: true,
  fields: commonFields,
  family: 'vscode',
  transports: ['stdio', 'http', 'sse'],
  // The switch is kept by the editor: no key of the file is one.
  reads: {
    ...localFields,
    ...remoteFields,
    type: 'text',
    cwd: 'text',
    envFile: 'text',
    dev: 'any',
    sandbox: 'any',
    sandboxEnabled: 'any',
    oauth: 'any',
  },
  ignores: ['disabled', 'enabled'],
  refuses: { type: 'entry' },
  references: {
    // A bare ${NAME} is not one of them: configurationResolver leaves what it does not know as it is.
    understands: ['input', 'env-colon', 'vscode-variable'],
    // ${env:…} in headers is reported to stay literal (microsoft/vscode#336232); inputs work everywhere.
    writes: 'input',
    places: ['command', 'arg', 'env', 'envFile', 'cwd', 'url', 'header'],
    unresolved: 'passes it on as literal text',
    unset: 'puts an empty text in its place, and asks for an input that has no value yet',
  },
  // `startNodeMpc` of extHostMcpNode.ts puts it in for all three; the path of `envFile` is read as it stands.
  expandsTilde: ['command', 'cwd'],
  // microsoft/vscode#247076 was about a version that left arguments alone.
  expandsTildeLately: ['arg'],
  off: null,
  stop: { how: 'MCP: List Servers, then Stop Server or Disable', live: true },
  // `sandboxEnabled` is none of them: there, a sandbox takes the place of the question.
  approvalKeys: [],
  confidence: 'high',
  sources: [
    'https://code.visualstudio.com/docs/agents/reference/mcp-configuration',
    'https://code.visualstudio.com/docs/reference/variables-reference',
    'https://github.com/microsoft/vscode/blob/main/src/vs/workbench/contrib/mcp/common/mcpConfiguration.ts',
    'https://github.com/microsoft/vscode/blob/main/src/vs/workbench/api/node/extHostMcpNode.ts',
    'https://github.com/microsoft/vscode/issues/336232',
  ],
} as const satisfies Partial<Host>;

export const vscode: Host = {
  ...vscodeBase,
  id: 'vscode',
  label: 'VS Code',
  files: [{ path: '.vscode/mcp.json', scope: 'workspace' }],
  globs: ['**/.vscode/mcp.json'],
  roots: [{ path: ['servers'] }],
  inputs: ['inputs'],
  dedicated: true,
};

/** The settings that let tools run unasked, in every file that holds VS Code's settings. */
export function vscodeApprovals(prefix: string): readonly ApprovalSetting[] {
  return [
    'autoApprove',
    'global.autoApprove',
    'terminal.autoApprove',
    'urls.autoApprove',
    'edits.autoApprove',
  ].map((name) => ({ name: `${prefix}chat.tools.${name}` }));
}
