import { localFields, remoteFields } from './entry.ts';
import { commonFields, type Host } from './host.ts';

export const qwenCode: Host = {
  id: 'qwen-code',
  label: 'Qwen Code',
  files: [
    { path: '~/.qwen/settings.json', scope: 'user' },
    { path: '.qwen/settings.json', scope: 'workspace' },
  ],
  globs: ['**/.qwen/settings.json', '**/qwen/settings.json', '**/qwen-extension.json'],
  format: 'json',
  comments: true,
  trailingCommas: false,
  roots: [{ path: ['mcpServers'] }],
  inputs: null,
  fields: { ...commonFields, url: ['httpUrl', 'url'] },
  reads: {
    ...localFields,
    ...remoteFields,
    httpUrl: 'text',
    cwd: 'text',
    type: 'any',
    oauth: 'any',
  },
  references: {
    understands: ['brace', 'dollar'],
    writes: 'brace',
    places: ['command', 'arg', 'env', 'envFile', 'cwd', 'url', 'header', 'other'],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text',
    // As in the manifests of Gemini CLI's extensions, of which its own are made.
    own: ['/', 'pathSeparator'],
  },
  off: null,
  offLists: [['mcp', 'excluded']],
  stop: { how: 'mcp.excluded', live: null },
  approvalKeys: ['trust'],
  dedicated: false,
  confidence: 'medium',
  sources: [
    'https://github.com/QwenLM/qwen-code/blob/HEAD/docs/users/features/mcp.md',
    'https://github.com/QwenLM/qwen-code/issues/11499',
    'https://github.com/QwenLM/qwen-code/blob/HEAD/docs/users/extension/introduction.md',
  ],
};
