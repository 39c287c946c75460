import { localFields, remoteFields } from './entry.ts';
import { commonFields, type Host } from './host.ts';

export const windsurf: Host = {
  id: 'windsurf',
  label: 'Windsurf',
  // The plugin for JetBrains IDEs keeps its own.
  files: [
    { path: '~/.codeium/windsurf/mcp_config.json', scope: 'user' },
    { path: '~/.codeium/mcp_config.json', scope: 'user' },
  ],
  globs: ['**/.codeium/windsurf/mcp_config.json', '**/.codeium/mcp_config.json'],
  format: 'json',
  comments: null,
  trailingCommas: null,
  roots: [{ path: ['mcpServers'] }],
  inputs: null,
  fields: { ...commonFields, url: ['serverUrl', 'url'] },
  reads: { ...localFields, ...remoteFields, serverUrl: 'text' },
  references: {
    understands: ['env-colon', 'file-colon'],
    writes: 'env-colon',
    places: ['command', 'arg', 'env', 'url', 'header'],
    unresolved: 'passes it on as literal text',
    unset: 'leaves to chance what becomes of it',
  },
  off: { key: 'disabled', value: true },
  stop: { how: '"disabled": true, or the switch in the MCP panel', live: true },
  approvalKeys: [],
  dedicated: true,
  confidence: 'medium',
  sources: [
    'https://docs.windsurf.com/windsurf/cascade/mcp',
    'https://docs.windsurf.com/plugins/cascade/mcp',
    'https://userjot.com/docs/mcp-windsurf',
    'https://dev.to/nucleusos/how-to-connect-an-mcp-server-to-cursor-windsurf-and-gemini-2hl5',
    'https://raw.githubusercontent.com/newtalaria/docs/main/mcp/windsurf.md',
    'https://github.com/snyk/agent-scan/blob/HEAD/src/agent_scan/agents/vscode/windsurf.py',
    'https://syllago.dev/reference/canonical-keys/env-var-expansion/',
  ],
};
