import { plainHost } from './plain-host.ts';

/** From it the files of several hosts are made. */
export const rulesync = plainHost({
  id: 'rulesync',
  label: 'rulesync',
  files: [
    { path: '.rulesync/mcp.jsonc', scope: 'workspace' },
    { path: '.rulesync/mcp.json', scope: 'workspace' },
  ],
  globs: ['**/.rulesync/mcp.json', '**/.rulesync/mcp.jsonc'],
  comments: true,
  sources: ['https://github.com/dyoshikawa/rulesync'],
});
