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
  'src/resources/report.md',
  'PLAN_FRONTEND.md',
  'docs/developers/debugging.md',
])('%s is not written for users', (path) => {
  expect(status(project(script(ANSWER), { [path]: NOTE }), 57)).toBe('fail');
  expect(status(project(script(ANSWER), { 'docs/guide/help.md': NOTE }), 57)).toBe('pass');
});

test.each([
  [
    'a folded section',
    '<details>\n<summary><b>❗ Troubleshooting</b></summary>\n\n- **It does not start:** look whether the port is in use.\n- **Login fails:** sign in again, and start the server anew.\n\n</details>\n',
  ],
  [
    'a heading for each',
    '### If the client cannot find `npx`\n\nGive it the whole path of the program, as `which npx` says it.\n\n### If newer tools are missing\n\nStart the server anew, with the newest version of its package.\n',
  ],
])('%s is about trouble', (_what, text) => {
  expect(status(project(script(ANSWER), { 'README.md': text }), 39)).toBe('pass');
  expect(status(project(script(ANSWER), { 'README.md': text }), 38)).toBe('pass');
  expect(
    status(
      project(script(ANSWER), {
        'README.md': '### If you like it\n\nGive it a star, and tell everybody that you know.\n',
      }),
      39,
    ),
  ).toBe('fail');
});

test.each([
  ['with hyphens', 'find_notes', 'The `find-notes` tool finds notes.'],
  ['in front of the word', 'search', 'The `search` tool always asks the server.'],
])('a tool is named %s', (_what, name, text) => {
  const files = {
    'src/index.ts': script(ANSWER).replaceAll('find_notes', name),
    'package.json': manifest(),
  };
  expect(status({ ...files, 'README.md': text }, 30)).toBe('pass');
  expect(status({ ...files, 'README.md': 'You can search what you like.' }, 30)).not.toBe('pass');
});

test('an option is documented by the variable that stands for it', () => {
  const code = script(ANSWER, "program.option('--storage-token <token>', 'The token');");
  const of = (text: string): string =>
    status({ 'src/index.ts': code, 'package.json': manifest(), 'README.md': text }, 34);
  expect(of('Set `NOTES_STORAGE_TOKEN`.')).toBe('pass');
  expect(of('Set `STORAGE`, and `NOTES_STORAGE_TOKENS`.')).toBe('fail');
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

test('pages that a package of their own makes of documents document the package around it', () => {
  const site: Files = {
    ...project(script(ANSWER)),
    'docs/package.json': JSON.stringify({ name: 'notes-site' }),
    'docs/src/content/tools.md': '# Tools\n\n`find_notes` finds notes.\n',
  };
  expect(status(site, 30)).toBe('pass');
  const { 'docs/src/content/tools.md': text = '', ...others } = site;
  const other = { 'other/package.json': '{ "name": "other" }', 'other/tools.md': text };
  expect(status({ ...others, ...other }, 30)).toBe('fail');
});

test('a folder that the build links into a package is that of the package beside it', () => {
  expect(projectOf(nested).tools.map(({ name }) => name)).toEqual(['find_notes']);
  const { 'notes/shared/src/index.ts': shared = '', ...others } = nested;
  expect(projectOf({ ...others, 'elsewhere/src/index.ts': shared }).tools).toEqual([]);
});
