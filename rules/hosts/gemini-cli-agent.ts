import { geminiCli } from './gemini-cli.ts';
import { plainHost } from './plain-host.ts';

/** Servers in the front matter of a subagent. Whether references are replaced there is nowhere said. */
export const geminiCliAgent = plainHost({
  id: 'gemini-cli-agent',
  label: 'Gemini CLI (subagent)',
  files: [
    { path: '.gemini/agents/*.md', scope: 'workspace' },
    { path: '~/.gemini/agents/*.md', scope: 'user' },
  ],
  globs: ['**/.gemini/agents/**/*.md', '**/gemini-cli/agents/**/*.md'],
  format: 'yaml',
  comments: true,
  fields: geminiCli.fields,
  stop: { how: 'take it out of the front matter', live: null },
  dedicated: false,
  sources: ['https://github.com/google-gemini/gemini-cli/blob/HEAD/docs/core/subagents.md'],
});
