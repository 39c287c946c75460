import { plainHost } from './plain-host.ts';

/** The desktop application, the extension and the command line read the same file. */
export const abacusAi = plainHost({
  id: 'abacus-ai',
  label: 'Abacus AI',
  files: [
    { path: '.abacusai/mcp.json', scope: 'workspace' },
    { path: '~/.abacusai/mcp.json', scope: 'user' },
  ],
  globs: ['**/.abacusai/mcp.json'],
  sources: ['https://abacus.ai/help/abacusai-desktop/mcp-configuration'],
});
