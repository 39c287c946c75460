import { commonFields } from './host.ts';
import { plainHost } from './plain-host.ts';

export const mcporter = plainHost({
  id: 'mcporter',
  label: 'mcporter',
  files: [
    { path: 'config/mcporter.json', scope: 'workspace' },
    { path: '~/.mcporter/mcporter.json', scope: 'user' },
  ],
  globs: ['**/mcporter.json', '**/mcporter.jsonc'],
  fields: { ...commonFields, url: ['baseUrl', 'url'] },
  comments: true,
  sources: ['https://raw.githubusercontent.com/openclaw/mcporter/HEAD/docs/config.md'],
});
