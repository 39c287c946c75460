import { plainHost } from './plain-host.ts';

export const firebaseStudio = plainHost({
  id: 'firebase-studio',
  label: 'Firebase Studio',
  files: [{ path: '.idx/mcp.json', scope: 'workspace' }],
  globs: ['**/.idx/mcp.json'],
  sources: [
    'https://firebase.google.com/docs/studio/mcp-servers',
    'https://firebase.blog/posts/2025/07/supercharge-firebase-studio-with-mcp',
  ],
});
