import { commonFields } from './host.ts';
import { plainHost } from './plain-host.ts';

/** Servers in the front matter of a workflow that is written in Markdown, and of parts that workflows import. */
export const ghAw = plainHost({
  id: 'gh-aw',
  label: 'GitHub Agentic Workflows',
  files: [{ path: '.github/workflows/*.md', scope: 'workspace' }],
  globs: ['**/.github/workflows/**/*.md'],
  format: 'yaml',
  comments: true,
  roots: [{ path: ['mcp-servers'] }],
  fields: commonFields,
  // An image in place of a command.
  targetless: [{ key: 'container' }],
  references: {
    understands: ['expression'],
    writes: 'expression',
    places: ['env', 'header'],
    unresolved: 'passes it on as literal text',
    unset: 'puts an empty text in its place',
  },
  stop: { how: 'take it out of the front matter, and compile', live: false },
  dedicated: false,
  sources: [
    'https://github.com/github/gh-aw/blob/HEAD/docs/src/content/docs/guides/mcps.md',
    'https://github.com/github/gh-aw/blob/HEAD/docs/src/content/docs/reference/frontmatter.md',
  ],
});
