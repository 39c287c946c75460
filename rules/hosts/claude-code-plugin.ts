import {
  claudeCodeNames,
  claudeCodeReads,
  claudeCodeReferences,
  claudeCodeType,
} from './claude-code-entry.ts';
import { commonFields, type Host } from './host.ts';

/** `mcpServers` of a plugin, in its manifest or in the `.mcp.json` beside it. */
export const claudeCodePlugin: Host = {
  id: 'claude-code-plugin',
  label: 'Claude Code (plugin)',
  files: [{ path: '.claude-plugin/plugin.json', scope: 'workspace' }],
  globs: ['**/.claude-plugin/plugin.json', '**/.claude-plugin/**/.mcp.json', '**/.mcp.json'],
  sniff: [{ glob: '**/.mcp.json', mentions: ['${CLAUDE_PLUGIN_ROOT}', '${user_config.'] }],
  format: 'json',
  comments: false,
  trailingCommas: false,
  roots: [{ path: ['mcpServers'] }, { path: [] }],
  inputs: null,
  fields: commonFields,
  transports: ['stdio', 'http', 'streamable-http', 'sse', 'ws'],
  reads: claudeCodeReads,
  // No switch and no folder of its own: anthropics/claude-code#39662, #17921, #17565.
  ignores: ['disabled', 'enabled', 'cwd', 'envFile'],
  requires: { type: claudeCodeType },
  // Its doctor says so: anthropics/claude-code#9594, #51749, #8483.
  needsCmd: true,
  refuses: { kinds: 'entry', type: 'entry', names: claudeCodeNames },
  // `${user_config.key}` would need a definition in plugin.json, which may be another file.
  references: {
    ...claudeCodeReferences,
    understands: ['user-config', ...claudeCodeReferences.understands],
  },
  off: null,
  stop: { how: '/mcp, or disable the plugin', live: true },
  approvalKeys: [],
  dedicated: true,
  confidence: 'high',
  sources: [
    'https://code.claude.com/docs/en/plugins-reference',
    'https://code.claude.com/docs/en/mcp',
    'https://github.com/snyk/agent-scan/blob/HEAD/src/agent_scan/well_known_clients.py',
  ],
};
