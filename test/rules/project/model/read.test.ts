import { describe, expect, test } from 'vitest';
import { readFacts, withoutTrees } from '../../../../rules/project/files/facts.ts';
import { rangeIn } from '../../../../rules/project/files/lines.ts';
import { roleOf } from '../../../../rules/project/files/role.ts';
import type { ServerProject } from '../../../../rules/project/project.ts';
import { readProjects } from '../../../../rules/project/read.ts';

function projects(files: Readonly<Record<string, string>>): readonly ServerProject[] {
  return readProjects(Object.entries(files).map(([path, text]) => readFacts(path, text)));
}

const STDIO = `#!/usr/bin/env node
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { add } from './tools.js';
const server = new McpServer({ name: 'a', version: '1.0.0' });
add(server);
await server.connect(new StdioServerTransport());
`;
const HTTP = `import express from 'express';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { add } from './tools.js';
import { limit } from './limit.js';
const app = express();
app.post('/mcp', limit, async () => new StreamableHTTPServerTransport({}));
app.listen(3000);
`;
const TOOLS = `import { z } from 'zod';
export function add(server) {
  server.registerTool('search_notes', { inputSchema: { query: z.string() } }, async () => ({}));
}
`;
const PACKAGE = JSON.stringify({
  name: '@a/notes',
  version: '2.1.0',
  bin: { notes: 'dist/index.js', 'notes-http': './dist/http.js', setup: 'dist/setup.js' },
  dependencies: { '@modelcontextprotocol/sdk': '^1.0.0', express: '^5.0.0', zod: '^4.0.0' },
  devDependencies: { vitest: '^3.0.0' },
});

describe('a project of two entry points', () => {
  const [project, ...more] = projects({
    'package.json': PACKAGE,
    'src/index.ts': STDIO,
    'src/http.ts': HTTP,
    'src/tools.ts': TOOLS,
    'src/limit.ts': 'export const limit = () => {};\n',
    'src/setup.ts': "import { ask } from './ask.js';\nconsole.log(ask());\n",
    'src/ask.ts': 'export const ask = () => process.env.NOTES_TOKEN ?? "";\n',
    'src/old.ts': 'export const old = 1;\n',
    'test/tools.test.ts': "import { add } from '../src/tools.js';\n",
  });

  test('is one project, named and versioned by its manifest', () => {
    expect(more).toEqual([]);
    expect(project).toMatchObject({
      root: '',
      name: '@a/notes',
      version: { value: '2.1.0' },
      languages: ['typescript'],
      sdks: [{ name: '@modelcontextprotocol/sdk', dev: false }],
      tools: [{ name: 'search_notes' }],
      entriesKnown: true,
    });
    expect(Object.isFrozen(project)).toBe(true);
  });

  test('says which code runs over standard input and output, and which over HTTP', () => {
    const modes = Object.fromEntries(
      [...(project?.modes ?? [])].map(([path, set]) => [path, [...set].join()]),
    );
    expect(modes).toEqual({
      'src/index.ts': 'stdio',
      'src/http.ts': 'http',
      'src/tools.ts': 'stdio,http',
      'src/limit.ts': 'http',
    });
  });

  test('tells code of the server from a program beside it and from what nothing loads', () => {
    const role = (path: string) => project?.roles.get(path);
    expect(role('src/setup.ts')).toBe('command-line');
    expect(role('src/ask.ts')).toBe('command-line');
    expect(role('src/old.ts')).toBe('unused');
    expect(role('src/tools.ts')).toBe('server');
    expect(role('test/tools.test.ts')).toBe('test');
    // Read by a program beside the server: no variable of the server.
    expect(project?.variables).toEqual([]);
  });

  test('names the transports with their places', () => {
    const places = project?.transports.map(({ kind, at }) => {
      const file = project.files.get(at.file);
      return `${kind} ${at.file}:${file ? rangeIn(file.lines, at.span).start.line + 1 : 0}`;
    });
    expect(places?.sort()).toEqual(['http src/http.ts:6', 'stdio src/index.ts:7']);
  });
});

test('a program that starts one transport itself and loads the other runs in both', () => {
  const [project] = projects({
    'package.json': PACKAGE,
    'src/index.ts': `${STDIO}if (process.argv[2] === 'http') await import('./http.js');\n`,
    'src/http.ts': HTTP,
    'src/tools.ts': TOOLS,
    'src/limit.ts': 'export const limit = () => {};\n',
  });
  const modes = (path: string) => [...(project?.modes.get(path) ?? [])].join();
  expect(modes('src/index.ts')).toBe('stdio,http');
  expect(modes('src/limit.ts')).toBe('http');
  expect(project?.transports.map(({ kind }) => kind).sort()).toEqual(['http', 'stdio']);
});

test('a monorepo has a project for each package that starts a server, without the code of the others', () => {
  const found = projects({
    'package.json': JSON.stringify({ name: 'root', workspaces: ['packages/*'] }),
    'README.md': '# All\n',
    'packages/a/package.json': PACKAGE,
    'packages/a/src/index.ts': STDIO,
    'packages/a/src/tools.ts': TOOLS,
    'packages/b/package.json': PACKAGE.replace('@a/notes', '@a/other'),
    'packages/b/src/index.ts': STDIO.replace('./tools.js', '@a/shared'),
    'packages/shared/package.json': JSON.stringify({ name: '@a/shared' }),
    'packages/shared/src/index.ts': TOOLS,
    'packages/web/package.json': JSON.stringify({ name: '@a/web' }),
    'packages/web/src/page.ts': 'export const page = 1;\n',
  });
  expect(found.map(({ root, name }) => [root, name])).toEqual([
    ['packages/a', '@a/notes'],
    ['packages/b', '@a/other'],
  ]);
  const [, b] = found;
  expect([...(b?.files.keys() ?? [])].sort()).toEqual([
    'README.md',
    'package.json',
    'packages/b/package.json',
    'packages/b/src/index.ts',
    'packages/shared/src/index.ts',
  ]);
  expect(b?.tools.map(({ name }) => name)).toEqual(['search_notes']);
});

test('a program that only calls servers is no project', () => {
  const client = `import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
await new Client({ name: 'c', version: '1' }).connect(new StdioClientTransport({ command: 'x' }));
`;
  expect(projects({ 'package.json': PACKAGE, 'src/index.ts': client })).toEqual([]);
});

test.each([
  ['mcp.run()', ['stdio']],
  ['mcp.run(transport="streamable-http")', ['http']],
  ['mcp.run(transport="sse" if sse else "stdio")', ['sse', 'stdio']],
  ['mcp.run(transport=args.transport)', ['stdio', 'http']],
  ['asyncio.run(main())', []],
])('the transports of Python: %s', (call, expected) => {
  const [project] = projects({
    'pyproject.toml': '[project]\nname = "a"\ndependencies = ["mcp>=1"]\n',
    'a/server.py': `from mcp.server.fastmcp import FastMCP\nmcp = FastMCP("a")\n@mcp.tool()\ndef hello(name: str) -> str:\n    return name\n${call}\n`,
  });
  expect(project?.transports.map(({ kind }) => kind)).toEqual(expected);
});

test('variables are read with what stands for them when they are not set', () => {
  const [project] = projects({
    'package.json': PACKAGE,
    'src/index.ts': `${STDIO}
const a = process.env.API_KEY;
const b = process.env['SESSION_SECRET'] ?? '';
const { DB_PASSWORD = 'x', PORT } = process.env;
const c = process.env.MAX_TOKENS || '10';
`,
    'src/tools.ts': TOOLS,
  });
  expect(project?.variables.map(({ name, secret, fallback }) => [name, secret, fallback])).toEqual(
    expect.arrayContaining([
      ['API_KEY', true, 'none'],
      ['SESSION_SECRET', true, 'empty'],
      ['DB_PASSWORD', true, 'value'],
      ['PORT', false, 'none'],
      ['MAX_TOKENS', false, 'value'],
    ]),
  );
});

test('variables are read through what cleans the environment, and as keys of a schema that it has to fit', () => {
  const [project] = projects({
    'package.json': PACKAGE,
    'src/index.ts': `${STDIO}
import { z } from 'zod';
const clean = withoutBlanks(process.env);
const { PAT_VALUE: pat, HOST } = clean;
const port = clean.NOTES_PORT;
const schema = z.object({
  NOTES_API_KEY: z.string().min(1),
  NOTES_SECRET: z.string().optional(),
  NOTES_TOKEN: z.string().default(''),
});
schema.parse(process.env);
`,
    'src/tools.ts': `${TOOLS}\nexport const limits = z.object({ SOME_TOKEN: z.string() });\n`,
  });
  expect(project?.variables.map(({ name, secret, asked }) => [name, secret, asked])).toEqual([
    ['NOTES_PORT', false, undefined],
    ['PAT_VALUE', true, undefined],
    ['HOST', false, undefined],
    ['NOTES_API_KEY', true, true],
    ['NOTES_SECRET', true, undefined],
    ['NOTES_TOKEN', true, undefined],
  ]);
});

test('settings of a model that is a setting itself are called by both', () => {
  const settings = (config: string): readonly string[] => {
    const [project] = projects({
      'pyproject.toml': '[project]\nname = "notes"\ndependencies = ["mcp"]\n',
      'server.py': `from mcp.server.fastmcp import FastMCP
from pydantic import BaseModel
from pydantic_settings import BaseSettings, SettingsConfigDict

class Notes(BaseModel):
    oauth_secret: str | None = None

class Settings(BaseSettings):
    notes: Notes = Notes()
    model_config = SettingsConfigDict(${config})

mcp = FastMCP("notes")
mcp.run()
`,
    });
    return project?.variables.map(({ name }) => name) ?? [];
  };
  expect(settings('env_nested_delimiter="_"')).toEqual(['NOTES_OAUTH_SECRET']);
  expect(settings('env_file=".env"')).toEqual(['NOTES']);
});

test.each([
  ['src/server.ts', 'server'],
  ['src/examples/weather.ts', 'server'],
  ['examples/weather.ts', 'example'],
  ['src/a.test.ts', 'test'],
  ['pkg/x_test.go', 'test'],
  ['tests/conftest.py', 'test'],
  ['scripts/build.mjs', 'script'],
  ['vitest.config.ts', 'script'],
  ['llm-tests/server.py', 'test'],
  ['integtests/conftest.py', 'test'],
  ['contests/server.py', 'server'],
  ['internal/utils/test_helpers.go', 'test'],
  ['node_modules/a/index.js', 'vendored'],
  ['dist/index.js', 'generated'],
  ['templates/basic/src/index.ts', 'template'],
  ['docs/usage.md', 'document'],
  ['README.md', 'document'],
])('the role of %s is %s', (path, role) => {
  expect(roleOf(path)).toBe(role);
});

test('what a generator marks is generated', () => {
  expect(roleOf('pkg/api.go', '// Code generated by protoc. DO NOT EDIT.\n')).toBe('generated');
  const speakeasy =
    '/*\n * Code generated by Speakeasy (https://speakeasy.com). DO NOT EDIT.\n */\n';
  expect(roleOf('src/models/note.ts', speakeasy)).toBe('generated');
  expect(roleOf('src/lib/http.ts', speakeasy)).toBe('server');
  expect(roleOf('src/funcs/find.ts', speakeasy)).toBe('server');
  expect(roleOf('src/mcp-server/server.ts', speakeasy)).toBe('server');
});

test('a file that did not change is not read again', () => {
  const first = readFacts('src/a.ts', 'export const a = 1;\n');
  expect(readFacts('src/a.ts', 'export const a = 1;\n', first)).toBe(first);
  expect(readFacts('src/a.ts', 'export const a = 2;\n', first)).not.toBe(first);
});

test('facts without trees say the same', () => {
  const facts = readFacts('src/a.ts', 'export const a = process.env.A;\n');
  const small = withoutTrees(facts);
  expect(facts.source?.parsed).not.toBeNull();
  expect(small.source?.parsed).toBeNull();
  expect(small.variables).toEqual(facts.variables);
});

test('a server of a class that is made of FastMCP is started by its name, whatever it is called', () => {
  const [project] = projects({
    'pyproject.toml': '[project]\nname = "notes"\nversion = "1.0.0"\ndependencies = ["mcp"]\n',
    'server.py':
      'import uvicorn\nfrom mcp.server.fastmcp import FastMCP\n\nclass PlainFastMCP(FastMCP):\n    pass\n\napp = PlainFastMCP("notes")\n\n@app.tool()\ndef add(a: int) -> int:\n    return a\n\napp.run()\n',
  });
  expect(project?.transports.map(({ kind }) => kind)).toEqual(['stdio']);
  expect(project?.tools.map(({ name }) => name)).toEqual(['add']);
});

test('variables are read through settings classes, by prefix, alias and what they extend', () => {
  const [project] = projects({
    'pyproject.toml': '[project]\nname = "a"\ndependencies = ["mcp"]\n',
    'a/server.py': `from mcp.server.fastmcp import FastMCP
from pydantic import BaseModel, Field
from pydantic_settings import BaseSettings as Base, SettingsConfigDict
from .shared import SharedSettings

class Common(Base):
    model_config = SettingsConfigDict(env_prefix="ACME_")
    debug: bool = False

class Settings(Common):
    api_key: str
    pin: SecretStr = Field("", description="opens")
    other: str = Field(validation_alias=AliasChoices("other_token", "token"))

class More(SharedSettings):
    model_config = {"env_prefix": "more_"}
    names: ClassVar[list[str]] = []
    password: str = Field(alias="LOGIN_PASSWORD")

class Answer(BaseModel):
    secret: str

mcp = FastMCP("a")
mcp.run()
`,
  });
  expect(project?.variables.map(({ name, secret }) => [name, secret])).toEqual([
    ['ACME_DEBUG', false],
    ['ACME_API_KEY', true],
    ['ACME_PIN', true],
    ['OTHER_TOKEN', true],
    ['TOKEN', true],
    ['LOGIN_PASSWORD', true],
  ]);
});
