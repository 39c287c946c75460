import { expect, test } from 'vitest';
import { Docs } from '../../../../rules/project/docs/docs.ts';
import { type Files, projectOf } from './project.ts';
import { ANSWER, manifest, project, script, status } from './small.ts';

const NOTE = '## Support\n\nAsk us in https://github.com/acme/notes/discussions, we answer.\n';

test.each([
  'docs/rfcs/013-models.md',
  'docs/adr/0007-jobs.md',
  'docs/ADR-007-background-jobs.md',
  'RFC.md',
  'feature_spec/search/README.md',
  'plans/next.md',
  'tasks/review.md',
  'docs/blog/why.md',
  'docs/release-notes.md',
  'infra/terraform/README.md',
])('%s is not written for users', (path) => {
  expect(status(project(script(ANSWER), { [path]: NOTE }), 57)).toBe('fail');
  expect(status(project(script(ANSWER), { 'docs/guide/help.md': NOTE }), 57)).toBe('pass');
});

/** A package whose code and documents are around it. */
const nested: Files = {
  'package.json': JSON.stringify({ name: 'all', workspaces: ['notes'] }),
  'README.md': '# All servers\n',
  'notes/package.json': JSON.stringify({ name: 'notes-all', workspaces: ['local', 'shared'] }),
  'notes/README.md': '# Notes\n\n`find_notes` finds notes.\n',
  'notes/local/package.json': manifest(),
  'notes/local/src/index.ts': `import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { createServer } from '../shared/index.js';
await createServer().connect(new StdioServerTransport());
`,
  'notes/shared/package.json': JSON.stringify({ name: 'notes-shared' }),
  'notes/shared/src/index.ts': `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
export function createServer() {
  const server = new McpServer({ name: 'notes', version: '1.0.0' });
  server.registerTool('find_notes', { inputSchema: { words: z.string() } }, async () => {
    ${ANSWER}
  });
  return server;
}
`,
  'other/package.json': JSON.stringify({ name: 'other' }),
  'other/README.md': '# Other\n',
};

test('a package documents what is in it, and what is around it documents it too', () => {
  const found = projectOf(nested);
  expect(found.root).toBe('notes/local');
  expect(new Docs(found).files.map(({ path }) => path)).toEqual(['README.md', 'notes/README.md']);
  expect(status(nested, 30)).toBe('pass');
});

test('a folder that the build links into a package is that of the package beside it', () => {
  expect(projectOf(nested).tools.map(({ name }) => name)).toEqual(['find_notes']);
  const { 'notes/shared/src/index.ts': shared = '', ...others } = nested;
  expect(projectOf({ ...others, 'elsewhere/src/index.ts': shared }).tools).toEqual([]);
});
