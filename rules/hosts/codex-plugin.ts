import { plainHost } from './plain-host.ts';

export const codexPlugin = plainHost({
  id: 'codex-plugin',
  label: 'Codex (plugin)',
  files: [{ path: '.codex-plugin/plugin.json', scope: 'workspace' }],
  globs: ['**/.codex-plugin/plugin.json'],
  dedicated: false,
  sources: ['https://developers.openai.com/codex/plugins'],
});
