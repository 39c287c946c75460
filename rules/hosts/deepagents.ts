import { plainHost } from './plain-host.ts';

export const deepagents = plainHost({
  id: 'deepagents',
  label: 'Deep Agents',
  files: [
    { path: '.deepagents/.mcp.json', scope: 'workspace' },
    { path: '~/.deepagents/.mcp.json', scope: 'user' },
  ],
  globs: ['**/.deepagents/.mcp.json'],
  // Since July 2026.
  references: {
    understands: ['brace', 'brace-default'],
    writes: 'brace',
    places: ['command', 'arg', 'env', 'url', 'header'],
    unresolved: 'passes it on as literal text',
    unset: 'leaves to chance what becomes of it',
  },
  sources: ['https://docs.langchain.com/oss/python/deepagents/cli/mcp-tools'],
});
