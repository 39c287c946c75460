import { commonFields, type Host } from './host.ts';

/** Servers in the front matter of an agent. Those of the repository's settings stand in a text box, not in a file. */
export const copilotCloudAgent: Host = {
  id: 'copilot-cloud-agent',
  label: 'GitHub Copilot cloud agent',
  files: [{ path: '.github/agents/*.md', scope: 'workspace' }],
  globs: ['**/.github/agents/**/*.md'],
  format: 'yaml',
  comments: true,
  trailingCommas: null,
  roots: [{ path: ['mcp-servers'] }],
  inputs: null,
  fields: commonFields,
  transports: ['local', 'stdio', 'http', 'sse'],
  references: {
    // The front matter of an agent takes `${{ secrets.… }}` and `${{ vars.… }}` as well; the text box does not.
    understands: ['brace', 'brace-default', 'dollar', 'expression'],
    writes: 'brace',
    places: ['command', 'arg', 'env', 'url', 'header'],
    unresolved: 'passes it on as literal text',
    unset: 'does what is nowhere documented',
    prefix: 'COPILOT_MCP_',
  },
  off: null,
  stop: { how: "edit the repository's settings or the agent's file", live: null },
  approvalKeys: ['tools'],
  approvalKeysChoose: true,
  dedicated: false,
  confidence: 'high',
  sources: [
    'https://github.com/github/docs/blob/HEAD/content/copilot/how-tos/use-copilot-agents/cloud-agent/extend-cloud-agent-with-mcp.md',
    'https://github.com/github/docs/blob/HEAD/content/copilot/reference/custom-agents-configuration.md',
  ],
};
