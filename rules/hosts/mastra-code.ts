import { plainHost } from './plain-host.ts';

export const mastraCode = plainHost({
  id: 'mastra-code',
  label: 'Mastra Code',
  files: [
    { path: '.mastracode/mcp.json', scope: 'workspace' },
    { path: '~/.mastracode/mcp.json', scope: 'user' },
  ],
  globs: ['**/.mastracode/mcp.json'],
  sources: ['https://code.mastra.ai/configuration'],
});
