import { claudeCodeReferences } from './claude-code-entry.ts';
import { plainHost } from './plain-host.ts';

/** Servers in the front matter of a subagent; a name alone there stands for a server of another file. */
export const claudeCodeAgent = plainHost({
  id: 'claude-code-agent',
  label: 'Claude Code (subagent)',
  files: [
    { path: '.claude/agents/*.md', scope: 'workspace' },
    { path: '~/.claude/agents/*.md', scope: 'user' },
  ],
  globs: ['**/.claude/agents/**/*.md'],
  format: 'yaml',
  comments: true,
  transports: ['stdio', 'http', 'streamable-http', 'sse', 'ws'],
  references: claudeCodeReferences,
  stop: { how: 'take it out of the front matter', live: null },
  sources: ['https://code.claude.com/docs/en/sub-agents', 'https://code.claude.com/docs/en/mcp'],
});
