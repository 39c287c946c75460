import { plainHost } from './plain-host.ts';

export const anythingllm = plainHost({
  id: 'anythingllm',
  label: 'AnythingLLM',
  files: [
    {
      path: '~/.config/anythingllm-desktop/storage/plugins/anythingllm_mcp_servers.json',
      scope: 'user',
    },
  ],
  globs: ['**/anythingllm_mcp_servers.json'],
  sources: ['https://docs.anythingllm.com/mcp-compatibility/overview'],
});
