import { localFields, remoteFields } from './entry.ts';
import { commonFields } from './host.ts';
import { plainHost } from './plain-host.ts';

export const eca = plainHost({
  id: 'eca',
  label: 'ECA',
  files: [
    { path: '.eca/config.json', scope: 'workspace' },
    { path: '~/.config/eca/config.json', scope: 'user' },
  ],
  globs: ['**/.eca/config.json', '**/eca/config.json'],
  comments: true,
  trailingCommas: false,
  fields: { ...commonFields, type: [], cwd: [], envFile: [] },
  // An address makes it a remote server, whatever else stands there.
  reads: { ...localFields, ...remoteFields },
  ignores: ['enabled', 'cwd', 'envFile'],
  // Every text of the file; what a shell would call a variable in all but `env`.
  references: {
    understands: ['env-colon', 'file-colon', 'command', 'brace', 'dollar'],
    writes: 'env-colon',
    places: ['command', 'arg', 'env', 'url', 'header', 'other'],
    fields: ['clientId', 'clientSecret'],
    unresolved: 'passes it on as literal text',
    unset: 'puts an empty text in its place',
  },
  off: { key: 'disabled', value: true },
  stop: { how: '"disabled": true', live: null },
  approvalSettings: [{ name: 'toolCall.approval.byDefault', words: ['allow'] }],
  dedicated: false,
  confidence: 'high',
  sources: [
    'https://github.com/editor-code-assistant/eca/blob/HEAD/docs/config/tools.md',
    'https://github.com/editor-code-assistant/eca/blob/HEAD/docs/config/introduction.md',
    'https://github.com/editor-code-assistant/eca/blob/HEAD/docs/config.json',
    'https://github.com/editor-code-assistant/eca/blob/HEAD/src/eca/interpolation.clj',
    'https://github.com/editor-code-assistant/eca/blob/HEAD/src/eca/features/tools/mcp.clj',
  ],
});
