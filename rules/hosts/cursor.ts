import { localFields, remoteFields } from './entry.ts';
import { commonFields, type Host } from './host.ts';

export const cursor: Host = {
  id: 'cursor',
  label: 'Cursor',
  files: [
    { path: '.cursor/mcp.json', scope: 'workspace' },
    { path: '~/.cursor/mcp.json', scope: 'user' },
  ],
  globs: ['**/.cursor/mcp.json'],
  format: 'json',
  // Reports disagree, so what we write there is strict JSON.
  comments: null,
  trailingCommas: null,
  roots: [{ path: ['mcpServers'] }],
  inputs: null,
  fields: commonFields,
  reads: {
    ...localFields,
    ...remoteFields,
    type: 'any',
    cwd: 'text',
    envFile: 'text',
    auth: 'any',
  },
  // It goes by the keys, not by `type`.
  references: {
    understands: ['env-colon', 'vscode-variable'],
    writes: 'env-colon',
    places: ['command', 'arg', 'env', 'url', 'header'],
    // CLIENT_ID, CLIENT_SECRET and scopes: https://cursor.com/docs/mcp, "Static OAuth"
    fields: ['auth'],
    unresolved: 'passes it on as literal text',
    unset: 'leaves to chance what becomes of it',
  },
  off: null,
  stop: { how: 'the switch in Settings > MCP, or cursor-agent mcp disable', live: true },
  approvalKeys: [],
  dedicated: true,
  confidence: 'high',
  sources: [
    'https://cursor.com/docs/mcp',
    'https://github.com/vanillagreencom/kendex/pull/2184',
    'https://github.com/dyoshikawa/rulesync/issues/857',
    'https://github.com/dyoshikawa/rulesync/blob/HEAD/src/features/mcp/cursor-mcp.ts',
    'https://github.com/snyk/agent-scan/blob/HEAD/src/agent_scan/agents/vscode/cursor.py',
    'https://syllago.dev/reference/canonical-keys/env-var-expansion/',
    'https://github.com/upstash/context7/issues/563',
  ],
};
