import { plainHost } from './plain-host.ts';

export const cursorPlugin = plainHost({
  id: 'cursor-plugin',
  label: 'Cursor (plugin)',
  files: [{ path: '.cursor-plugin/plugin.json', scope: 'workspace' }],
  globs: ['**/.cursor-plugin/plugin.json'],
  dedicated: false,
  sources: ['https://cursor.com/docs/plugins'],
});
