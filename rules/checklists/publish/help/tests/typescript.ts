import type { Tool } from '../../../../project/tools/tool.ts';
import { sampleArguments } from '../docs/tools.ts';
import { draftLine } from '../help.ts';
import type { Known } from '../known.ts';
import { importPath } from './relative.ts';

/** As many tools as one file of tests is for. */
export const MOST_TOOLS = 40;

/** Where a test goes, beside those that are there. */
export function testFile({ project, root, extension }: Known, name: string): string {
  const own = [...project.files.values()].filter(
    ({ path, role }) =>
      role === 'test' && path.startsWith(root) && /\.(?:test|spec)\.[cm]?[jt]s$/.test(path),
  );
  const folder = own
    .map(({ path }) => /^(.*?(?:^|\/)(?:tests?|__tests__)\/)/.exec(path)?.[1])
    .find((it) => it);
  return `${folder ?? `${root}test/`}${name}.test${extension}`;
}

/** A test for each tool through a client in the same process, or of the built server where nothing makes one. */
export function toolTests(known: Known, tools: readonly Tool[], file: string): string {
  const calls = tools.slice(0, MOST_TOOLS).map((tool) => toolTest(known, tool));
  return `${head(known, file)}
${calls.join('\n')}`;
}

/** The top of every file: imports, and one client that is connected before the tests and closed after them. */
function head(known: Known, file: string): string {
  const { maker, sdk } = known;
  const inMemory = maker !== null && !maker.takes && sdk !== 'other';
  const client =
    sdk === 'ts-2' ? '@modelcontextprotocol/client' : '@modelcontextprotocol/sdk/client/index.js';
  const lines = inMemory
    ? [`import { Client } from '${client}';`, inMemoryImport(sdk)]
    : [`import { Client } from '${client}';`, stdioImport(sdk)];
  const own = inMemory
    ? [`import { ${maker.name} } from '${importPath(file, maker.file, known.importEnd)}';`]
    : [];
  return `${draftLine.slashes}
${[...lines, ...runnerImports(known), ...own].join('\n')}

const client = new Client({ name: 'test', version: '1.0.0' });

${before(known)}(async () => {
${inMemory ? connectInMemory(known) : connectStdio(known)}
});

${after(known)}(() => client.close());

/** Whether a call is refused: older versions of the SDK throw, newer ones mark the answer. */
async function isRefused(name${typed(known, 'string')}, args${typed(known, 'Record<string, unknown>')})${typed(known, 'Promise<boolean>')} {
  return client.callTool({ name, arguments: args }).then(
    (answer) => answer.isError === true,
    () => true,
  );
}
`;
}

function typed({ extension }: Known, type: string): string {
  return /ts$/.test(extension) ? `: ${type}` : '';
}

function inMemoryImport(sdk: Known['sdk']): string {
  return sdk === 'ts-2'
    ? "import { InMemoryTransport } from '@modelcontextprotocol/client';"
    : "import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';";
}

function stdioImport(sdk: Known['sdk']): string {
  return sdk === 'ts-2'
    ? "import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';"
    : "import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';";
}

function connectInMemory({ maker }: Known): string {
  const name = maker?.name ?? 'createServer';
  const made =
    maker?.kind === 'value'
      ? name
      : maker?.kind === 'async function'
        ? `(await ${name}())`
        : `${name}()`;
  return `  const [own, other] = InMemoryTransport.createLinkedPair();
  await Promise.all([${made}.connect(other), client.connect(own)]);`;
}

/** Starts what the build made, with made-up credentials: none of the person's own. */
export function connectStdio(known: Known): string {
  const env = known.settings
    .filter(({ required }) => required)
    .map(({ name }) => `${name}: 'made-up'`);
  const given = env.length > 0 ? `, env: { ${env.join(', ')} }` : '';
  return `  await client.connect(new StdioClientTransport({ command: 'node', args: ['${builtFile(known)}']${given} }));`;
}

/** What the package starts, as its manifest says. */
export function builtFile({ project }: Known): string {
  const declared = project.manifests
    .filter(({ kind }) => kind === 'package.json')
    .flatMap(({ entries }) => entries)
    .find(({ kind }) => kind === 'bin' || kind === 'main');
  return (declared?.value ?? 'dist/index.js').replace(/^\.\//, '').replaceAll("'", '');
}

function toolTest(known: Known, tool: Tool): string {
  const { name } = tool;
  const { signals } = known;
  const args = sampleArguments(tool);
  const isSafe = tool.annotations?.hints.readOnlyHint === true && signals.services.length === 0;
  const skip = isSafe ? '' : `${skipWord(known)}`;
  const why = isSafe
    ? ''
    : signals.services.length > 0
      ? '// It reaches a service: put a stand-in in its place, then let it run.\n'
      : '// It may change something: run it on a copy, then let it run.\n';
  const wrong = wrongArguments(tool);
  const refused = wrong
    ? `
test(${quoted(`${name} refuses what does not fit`)}, async () => {
  ${expectTrue(known, `await isRefused(${quoted(name)}, ${literal(wrong)})`)}
});
`
    : '';
  return `${why}test${skip}(${quoted(`${name} answers`)}, async () => {
  const answer = await client.callTool({ name: ${quoted(name)}, arguments: ${literal(args)} });
  ${expectTrue(known, 'answer.isError !== true')}
});
${refused}`;
}

/** What a schema has to refuse: another type for what is required. */
function wrongArguments({ schema }: Tool): Readonly<Record<string, unknown>> | undefined {
  const required = schema?.parameters.find(
    ({ optional, type }) => !optional && type !== 'any' && type !== 'unknown' && type !== 'object',
  );
  if (!required) return undefined;
  return {
    [required.name]: required.type === 'string' || required.type === 'enum' ? 1 : 'not that',
  };
}

/** A value as it is written in code. */
export function literal(value: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(value).map(([key, it]) => {
    const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
    return `${name}: ${typeof it === 'string' ? quoted(it) : JSON.stringify(it)}`;
  });
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

export function quoted(text: string): string {
  return `'${text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replace(/[\n\r]+/g, ' ')}'`;
}

export function runnerImports({ runner }: Known): readonly string[] {
  if (runner === 'node:test')
    return [
      "import assert from 'node:assert/strict';",
      "import { after, before, test } from 'node:test';",
    ];
  return [
    `import { afterAll, beforeAll, expect, test } from '${runner === 'jest' ? '@jest/globals' : 'vitest'}';`,
  ];
}

function before({ runner }: Known): string {
  return runner === 'node:test' ? 'before' : 'beforeAll';
}

function after({ runner }: Known): string {
  return runner === 'node:test' ? 'after' : 'afterAll';
}

function skipWord(_: Known): string {
  return '.skip';
}

export function expectTrue({ runner }: Known, what: string): string {
  return runner === 'node:test' ? `assert.equal(${what}, true);` : `expect(${what}).toBe(true);`;
}

/** P26: the server as it ships, and what it does without a key and with a wrong one. */
export function integrationTests(known: Known): string {
  const { sdk, signals, tools } = known;
  const client =
    sdk === 'ts-2' ? '@modelcontextprotocol/client' : '@modelcontextprotocol/sdk/client/index.js';
  const names = tools.slice(0, MOST_TOOLS).map(({ name }) => quoted(name));
  if (signals.http.length > 0 && signals.stdio.length === 0) return httpTests(known);
  return `${draftLine.slashes}
import { Client } from '${client}';
${stdioImport(sdk)}
${runnerImports(known).join('\n')}

const client = new Client({ name: 'test', version: '1.0.0' });

${before(known)}(async () => {
${connectStdio(known)}
});

${after(known)}(() => client.close());

test('the built server lists its tools', async () => {
  const { tools } = await client.listTools();
  const names = tools.map(({ name }) => name);
  for (const name of [${names.join(', ')}]) ${expectTrue(known, 'names.includes(name)')}
});
`;
}

/** Against a server that runs, as it is reached over the network. */
function httpTests(known: Known): string {
  const imports = runnerImports(known).map((it) =>
    it.replace(/afterAll, beforeAll, |after, before, /, ''),
  );
  return `${draftLine.slashes}
${imports.join('\n')}

// Start the server on this machine first.
const url = process.env.MCP_URL ?? 'http://127.0.0.1:3000/mcp';

async function ask(headers${typed(known, 'Record<string, string>')})${typed(known, 'Promise<number>')} {
  const clientInfo = { name: 'test', version: '1.0.0' };
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo };
  const { status } = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream', ...headers },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params }),
  });
  return status;
}

test('tools/call needs a token', async () => {
  ${expectTrue(known, '(await ask({})) === 401')}
});

test('an invalid token is refused', async () => {
  ${expectTrue(known, "(await ask({ Authorization: 'Bearer made-up' })) === 401")}
});
`;
}

/** P27: what people try on a database, through a tool that takes text. */
export function injectionTests(known: Known, tool: Tool, file: string): string {
  const parameter = tool.schema?.parameters.find(({ type }) => type === 'string')?.name ?? 'query';
  const rest = sampleArguments(tool);
  const others = Object.entries(rest).filter(([key]) => key !== parameter);
  return `${head(known, file)}
const HOSTILE = [
  "'; DROP TABLE users; --",
  "' OR '1'='1",
  "x' UNION SELECT name FROM sqlite_master --",
  '"; DELETE FROM users; --',
];

${skipNote(known)}test${known.signals.databases.length > 0 ? '.skip' : ''}('hostile text is a value, never a statement', async () => {
  for (const hostile of HOSTILE) {
    const args = { ${[...others.map(([key, value]) => literal({ [key]: value }).slice(2, -2)), `${literalKey(parameter)}: hostile`].join(', ')} };
    const answer = await client.callTool({ name: ${quoted(tool.name)}, arguments: args });
    // An answer without rows or a refusal is right; a message of the database about its syntax is not.
    ${expectTrue(known, '!/syntax error|unterminated|near "/i.test(JSON.stringify(answer.content))')}
  }
  ${expectTrue(known, `!(await isRefused(${quoted(tool.name)}, ${literal(rest)}))`)}
});
`;
}

function literalKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

function skipNote({ signals }: Known): string {
  return signals.databases.length > 0
    ? '// It reaches a database: start one for tests, then let it run.\n'
    : '';
}

/** P28: a hostile name on a page. */
export function pageTests(known: Known): string {
  const imports = runnerImports(known).map((it) =>
    it.replace(/afterAll, beforeAll, |after, before, /, ''),
  );
  return `${draftLine.slashes}
${imports.join('\n')}

// Start the server on this machine first, and write the page that shows what a client says of itself.
const page = process.env.PAGE_URL ?? 'http://127.0.0.1:3000/authorize';

test('what a client says of itself is text on the page, not markup', async () => {
  const hostile = '<script>alert(1)</script>';
  const answer = await fetch(\`\${page}?client_name=\${encodeURIComponent(hostile)}\`);
  ${expectTrue(known, '!(await answer.text()).includes(hostile)')}
});
`;
}
