import { plainHost } from './plain-host.ts';

export const pi = plainHost({
  id: 'pi',
  label: 'pi',
  files: [
    { path: '.pi/mcp.json', scope: 'workspace' },
    { path: '~/.pi/agent/mcp.json', scope: 'user' },
    { path: '~/.config/mcp/mcp.json', scope: 'user' },
    { path: '~/.agents/mcp.json', scope: 'user' },
  ],
  globs: [
    '**/.pi/mcp.json',
    '**/.pi/agent/mcp.json',
    '**/.config/mcp/mcp.json',
    '**/.agents/mcp.json',
  ],
  sources: ['https://github.com/nicobailon/pi-mcp-adapter'],
});
