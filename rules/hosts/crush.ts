import { strictLocalFields, strictRemoteFields } from './entry.ts';
import { commonFields, type Host } from './host.ts';

export const crush: Host = {
  id: 'crush',
  label: 'Crush',
  files: [
    { path: 'crush.json', scope: 'workspace' },
    { path: '.crush.json', scope: 'workspace' },
    { path: '~/.config/crush/crush.json', scope: 'user' },
  ],
  globs: ['**/crush.json', '**/.crush.json'],
  format: 'json',
  comments: null,
  trailingCommas: null,
  roots: [{ path: ['mcp'] }],
  inputs: null,
  fields: commonFields,
  transports: ['stdio', 'http', 'sse'],
  // MCPConfig of internal/config/config.go; without `type` it ends in "unsupported mcp type" (charmbracelet/crush#718).
  reads: { ...strictLocalFields, ...strictRemoteFields, type: 'text', oauth: 'any' },
  ignores: ['enabled', 'envFile', 'cwd'],
  requires: {
    type: {
      always: true,
      key: 'type',
      stdio: 'stdio',
      http: 'http',
      sse: 'sse',
      without: 'refuses this entry',
    },
  },
  refuses: { type: 'entry', kinds: 'file' },
  // A shell reads every value when the file is loaded; braces also hold inside a longer text.
  references: {
    understands: ['dollar', 'brace', 'command'],
    writes: 'brace',
    places: ['command', 'arg', 'env', 'url', 'header'],
    // ResolveValue in internal/agent/tools/mcp/init.go
    fields: ['oauth_client_id', 'oauth_client_secret'],
    unresolved: 'passes it on as literal text',
    unset: 'does what a shell would do',
  },
  // `home.Long` takes the command only (internal/agent/tools/mcp/init.go): other values are expanded like the text of a
  // here-document, in which a tilde is none (internal/shell/expand.go).
  expandsTilde: ['command'],
  off: { key: 'disabled', value: true },
  stop: { how: '"disabled": true', live: null },
  approvalKeys: [],
  approvalSettings: [{ name: 'permissions.allowed_tools' }],
  dedicated: false,
  confidence: 'high',
  sources: [
    'https://github.com/charmbracelet/crush/blob/HEAD/README.md',
    'https://github.com/charmbracelet/crush/blob/HEAD/schema.json',
    'https://github.com/charmbracelet/crush/blob/HEAD/internal/agent/tools/mcp/init.go',
    'https://github.com/charmbracelet/crush/blob/HEAD/internal/shell/expand.go',
  ],
};
