import { commonFields } from './host.ts';
import { plainHost } from './plain-host.ts';

export const theia = plainHost({
  id: 'theia',
  label: 'Theia',
  files: [
    { path: '.theia/settings.json', scope: 'workspace' },
    { path: '~/.theia/settings.json', scope: 'user' },
  ],
  globs: ['**/.theia/settings.json'],
  fields: { ...commonFields, url: ['serverUrl'] },
  comments: true,
  // The key has dots in it: it is one name, no path.
  roots: [{ path: ['ai-features.mcp.mcpServers'] }],
  dedicated: false,
  sources: [
    'https://eclipse-theia.github.io/theia/docs/next/variables/_theia_ai-mcp.common_mcp-preferences.MCP_SERVERS_PREF.html',
    'https://theia-ide.org/docs/user_ai/',
  ],
});
