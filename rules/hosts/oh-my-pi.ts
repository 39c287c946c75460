import { plainHost } from './plain-host.ts';

export const ohMyPi = plainHost({
  id: 'oh-my-pi',
  label: 'oh-my-pi',
  files: [
    { path: '.omp/mcp.json', scope: 'workspace' },
    { path: '~/.omp/agent/mcp.json', scope: 'user' },
  ],
  globs: ['**/.omp/mcp.json', '**/.omp/agent/mcp.json'],
  offLists: [['disabledServers']],
  stop: { how: 'disabledServers', live: null },
  sources: ['https://github.com/can1357/oh-my-pi'],
});
