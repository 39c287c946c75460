import { commonFields, type Host } from './host.ts';

/**
 * A config whose path names no host: a bare `mcp.json`, an example, a snippet. It is judged, but no
 * reference is offered, because nobody knows who will read it.
 */
export const generic: Host = {
  id: 'generic',
  label: 'an unknown application',
  files: [],
  globs: [],
  format: 'json',
  comments: null,
  trailingCommas: null,
  roots: [
    { path: ['mcpServers'] },
    { path: ['servers'] },
    { path: ['mcp', 'servers'] },
    { path: ['mcp'] },
    { path: ['context_servers'] },
    { path: ['mcp_servers'] },
    { path: ['amp.mcpServers'] },
    { path: [] },
  ],
  inputs: ['inputs'],
  fields: {
    ...commonFields,
    env: ['env', 'environment'],
    url: ['url', 'serverUrl', 'httpUrl', 'uri', 'link'],
    type: ['type', 'transport', 'transportType'],
    envFile: ['envFile', 'env_file'],
  },
  references: {
    understands: ['input', 'env-colon', 'brace', 'brace-default', 'curly-env', 'vscode-variable'],
    writes: null,
    places: ['command', 'arg', 'env', 'envFile', 'cwd', 'url', 'header'],
    unresolved: 'may pass it on as literal text',
    unset: 'may pass it on as literal text',
  },
  off: { key: 'disabled', value: true },
  otherOff: [{ key: 'enabled', value: false }],
  stop: { how: 'stop it in the application that reads this file', live: null },
  approvalKeys: [],
  dedicated: true,
  confidence: 'low',
  sources: [],
};
