import { strictLocalFields } from './entry.ts';
import { commonFields } from './host.ts';
import { plainHost } from './plain-host.ts';

/** Void, the editor: `void` is a word of the language. */
export const voidEditor = plainHost({
  id: 'void',
  label: 'Void',
  files: [{ path: '~/.void-editor/mcp.json', scope: 'user' }],
  globs: ['**/.void-editor/mcp.json'],
  comments: false,
  trailingCommas: false,
  fields: { ...commonFields, type: [], cwd: [], envFile: [] },
  // Its type has headers as well; `_createClientUnsafe` sends none.
  reads: { ...strictLocalFields, url: 'text' },
  ignores: ['disabled', 'enabled', 'cwd', 'envFile'],
  refuses: { nothing: 'entry' },
  references: {
    understands: [],
    writes: null,
    places: [],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text',
  },
  stop: { how: 'the switch in the settings', live: true },
  confidence: 'high',
  sources: [
    'https://github.com/voideditor/void/blob/HEAD/src/vs/workbench/contrib/void/common/mcpService.ts',
    'https://github.com/voideditor/void/blob/HEAD/src/vs/workbench/contrib/void/electron-main/mcpChannel.ts',
  ],
});
