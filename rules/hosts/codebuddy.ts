import { plainHost } from './plain-host.ts';

export const codebuddy = plainHost({
  id: 'codebuddy',
  label: 'CodeBuddy',
  files: [
    { path: '.codebuddy/mcp.json', scope: 'workspace' },
    { path: '~/.codebuddy/mcp.json', scope: 'user' },
  ],
  globs: ['**/.codebuddy/mcp.json'],
  sources: [
    'https://www.codebuddy.ai/docs/cli/mcp',
    'https://github.com/hi-godot/godot-ai/pull/983',
  ],
});
