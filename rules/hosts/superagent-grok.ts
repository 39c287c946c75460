import { plainHost } from './plain-host.ts';

export const superagentGrok = plainHost({
  id: 'superagent-grok',
  label: 'Grok CLI (superagent)',
  files: [{ path: '~/.grok/user-settings.json', scope: 'user' }],
  globs: ['**/.grok/user-settings.json'],
  roots: [{ path: ['mcp', 'servers'], shape: 'list' }],
  dedicated: false,
  sources: ['https://github.com/superagent-ai/grok-cli'],
});
