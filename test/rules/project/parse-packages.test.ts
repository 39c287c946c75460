import { describe, expect, it } from 'vitest';
import { type FileFacts, readFacts } from '../../../rules/project/files/facts.ts';
import { parsePackages, readUnparsed } from '../../../rules/project/parse-packages.ts';
import { readProjects } from '../../../rules/project/read.ts';

const manifest = (name: string, more = {}): string =>
  JSON.stringify({ name, version: '1.0.0', ...more });
const sdk = { dependencies: { '@modelcontextprotocol/sdk': '1' } };
const server = (
  body: string,
): string => `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
${body}
const server = new McpServer({ name: 'a', version: '1.0.0' });
await server.connect(new StdioServerTransport());
`;

/** A server, a package that it loads by name, one that it loads by path, one of those, and a site. */
const files = new Map([
  ['package.json', manifest('all', { workspaces: ['packages/*'] })],
  ['packages/server/package.json', manifest('@acme/server', sdk)],
  [
    'packages/server/src/index.ts',
    server(
      `import { tools } from '@acme/tools';\nimport { deep } from '../../deep/src/deep.js';\ndeep(tools);`,
    ),
  ],
  ['packages/tools/package.json', manifest('@acme/tools')],
  [
    'packages/tools/src/index.ts',
    `import { more } from '@acme/more/src/more';\nexport const tools = more;\n`,
  ],
  ['packages/more/package.json', manifest('@acme/more')],
  ['packages/more/src/more.ts', 'export const more = 1;\n'],
  ['packages/deep/package.json', manifest('@acme/deep')],
  ['packages/deep/src/deep.ts', 'export function deep(a: unknown) { return a; }\n'],
  ['packages/site/package.json', manifest('@acme/site', { dependencies: { react: '19' } })],
  ['packages/site/src/page.tsx', 'export const Page = () => <p>hello</p>;\n'],
]);

const unparsed = (all: ReadonlyMap<string, { readonly unparsed?: true }>): readonly string[] =>
  [...all].filter(([, facts]) => facts.unparsed).map(([path]) => path);

function readPackages(texts: ReadonlyMap<string, string>): Map<string, FileFacts> {
  const all = readUnparsed(texts);
  parsePackages(all);
  return all;
}

describe('of a repository', () => {
  it('only code that leads to a server is parsed, and the project is the same', () => {
    const all = readPackages(files);
    expect(unparsed(all)).toEqual(['packages/site/src/page.tsx']);
    const [whole] = readProjects([...files].map(([path, text]) => readFacts(path, text)));
    const [project, ...others] = readProjects(all.values());
    expect(others).toEqual([]);
    expect(project?.root).toBe('packages/server');
    expect([...(project?.files.keys() ?? [])].sort()).toEqual(
      [...(whole?.files.keys() ?? [])].sort(),
    );
    expect(project?.unread).toEqual([]);
  });

  it('what comes to be loaded is parsed then', () => {
    const all = readPackages(files);
    const path = 'packages/server/src/index.ts';
    const text = `import '../../site/src/page.js';\n${files.get(path)}`;
    all.set(path, readFacts(path, text, all.get(path)));
    expect(parsePackages(all)).toBe(true);
    expect(unparsed(all)).toEqual([]);
    expect(parsePackages(all)).toBe(false);
  });
});
