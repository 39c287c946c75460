import { plainHost } from './plain-host.ts';

export const iflowCli = plainHost({
  id: 'iflow-cli',
  label: 'iFlow CLI',
  files: [
    { path: '.iflow/settings.json', scope: 'workspace' },
    { path: '~/.iflow/settings.json', scope: 'user' },
  ],
  globs: ['**/.iflow/settings.json'],
  dedicated: false,
  sources: [
    'https://platform.iflow.cn/en/cli/configuration/settings',
    'https://platform.iflow.cn/en/cli/examples/mcp',
  ],
});
