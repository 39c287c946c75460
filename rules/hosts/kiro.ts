import { localFields, remoteFields } from './entry.ts';
import { commonFields, type Host } from './host.ts';

export const kiro: Host = {
  id: 'kiro',
  label: 'Kiro',
  files: [
    { path: '.kiro/settings/mcp.json', scope: 'workspace' },
    { path: '~/.kiro/settings/mcp.json', scope: 'user' },
    { path: '.kiro/agents/*.json', scope: 'workspace' },
    { path: '~/.kiro/agents/*.json', scope: 'user' },
    { path: '~/.kiro/powers/installed/*/mcp.json', scope: 'user' },
  ],
  globs: [
    '**/.kiro/settings/mcp.json',
    '**/.kiro/agents/*.json',
    '**/.kiro/powers/installed/*/mcp.json',
  ],
  format: 'json',
  comments: null,
  trailingCommas: null,
  roots: [{ path: ['mcpServers'] }, { path: ['powers', 'mcpServers'] }],
  inputs: null,
  fields: commonFields,
  reads: { ...localFields, ...remoteFields, type: 'any', cwd: 'any', oauth: 'any' },
  ignores: ['enabled'],
  // A variable counts only once its name is approved in the setting "Mcp Approved Env Vars".
  references: {
    understands: ['brace'],
    writes: 'brace',
    places: ['arg', 'env', 'url', 'header'],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text, as it does until the variable is approved',
  },
  off: { key: 'disabled', value: true },
  stop: { how: '"disabled": true, which takes effect when the file is saved', live: true },
  // The registry that the company named says how the server is reached (kirodotdev/Kiro#8391).
  targetless: [{ key: 'type', value: 'registry' }],
  approvalKeys: ['autoApprove'],
  approvalSettings: [{ name: 'allowedTools' }],
  dedicated: true,
  confidence: 'medium',
  sources: [
    'https://kiro.dev/docs/mcp/configuration',
    'https://kiro.dev/docs/mcp/security',
    'https://kiro.dev/docs/cli/mcp/configuration',
    'https://github.com/kirodotdev/Kiro/issues/5060',
    'https://github.com/kirodotdev/Kiro/issues/6635',
    'https://github.com/kirodotdev/Kiro/issues/8391',
    'https://github.com/microsoft/apm/blob/HEAD/src/apm_cli/adapters/client/kiro.py',
    'https://github.com/snyk/agent-scan/blob/HEAD/src/agent_scan/agents/vscode/kiro.py',
  ],
};
