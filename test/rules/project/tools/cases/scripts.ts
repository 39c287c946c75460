import type { Case } from './case.ts';

const SDK =
  "import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';\nimport { z } from 'zod';\nconst server = new McpServer({ name: 'x', version: '1' });\n";

export const scripts: readonly Case[] = [
  {
    title: 'tool() of the first SDK, in all its lengths',
    files: {
      'src/index.ts': `${SDK}
server.tool("ping", async () => ({ content: [] }));
server.tool("add", "Adds", { a: z.number().min(1), b: z.number().optional() }, async ({ a, b }) => ({ content: [] }));
server.tool("drop", "Drops", { id: z.string() }, { destructiveHint: true }, handleDrop);
function handleDrop({ id }: { id: string }) { return { content: [] } }
`,
    },
    tools: [
      'ping() -> ',
      'add(a:number b?:number) -> ',
      'drop(id:string) destructiveHint=true -> handleDrop',
    ],
  },
  {
    title: 'registerTool() with a name, schema and handler of other files',
    files: {
      'package.json': '',
      'src/index.ts': `${SDK}
import { NAME, Names } from './names.js';
import * as schemas from './schemas.js';
import { run } from './run.js';
server.registerTool(NAME, { title: "T", description: "D", inputSchema: schemas.add.shape, annotations: { readOnlyHint: true } }, run);
server.registerTool(Names.Two, { description: \`D \${NAME}\`, inputSchema: { ...schemas.base, c: z.enum(["a"]) } }, async (args) => run(args));
server.registerTool(process.env.X ?? "three", { description: "D" }, wrap(async () => ({})));
`,
      'src/names.ts': 'export const NAME = "add" + "_one";\nexport enum Names { Two = "two" }\n',
      'src/schemas.ts':
        "import { z } from 'zod';\nconst q = z.string().max(5);\nexport const base = { a: q, b: z.coerce.number().default(1) };\nexport const add = z.object(base).extend({ x: z.boolean() }).omit({ b: true });\n",
      'src/run.ts': "export { default as run } from './deep/run';\n",
      'src/deep/run.ts': 'export default async function run(args) { return args }\n',
    },
    tools: [
      'add_one(a:string x:boolean) readOnlyHint=true -> run',
      'two(a:string b?:number c:enum) -> ',
      'three() -> ',
    ],
  },
  {
    title: 'a helper that is given the name, and a class around the server',
    files: {
      'src/index.ts': `${SDK}
class App {
  private mcp = new McpServer({});
  constructor() { this.add("one", "First", () => 1); this.add("two", "Second", () => 2); }
  private add(name: string, description: string, run: () => number) {
    this.mcp.registerTool(name, { description, inputSchema: {} }, async () => run());
  }
}
`,
    },
    tools: ['one() -> ', 'two() -> '],
  },
  {
    title: 'the low-level server: a list, a dispatch with cases',
    files: {
      'src/tools.ts': `export const ADD = { name: "add", description: "Adds", inputSchema: { type: "object", properties: { a: { type: "number" }, m: { type: "string", enum: ["x"] } }, required: ["a"] } } as const;
export const UNUSED = { name: "unused", description: "Nobody lists it", inputSchema: { type: "object", properties: {} } };
`,
      'src/index.ts': `
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { ADD } from './tools.js';
const server = new Server({});
server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [ADD, { name: "sub", description: "Subtracts", inputSchema: { type: "object", properties: {} } }] }));
server.setRequestHandler(CallToolRequestSchema, withLog(async (request) => {
  const { name, arguments: args } = request.params;
  switch (name) {
    case ADD.name: { return add(args); }
    default: if (name === "sub") { return sub(args); }
  }
}));
`,
    },
    tools: ['add(a:number m?:enum) -> part', 'sub() -> part'],
  },
  {
    title: 'the second SDK: tools/call, and a table of handlers',
    files: {
      'src/index.js': `
const { Server } = require('@modelcontextprotocol/server');
const { handlers } = require('./handlers');
const server = new Server({});
server.setRequestHandler('tools/list', async () => ({ tools: definitions() }));
function definitions() { return [{ name: 'add', description: 'Adds', inputSchema: { type: 'object', properties: {} } }]; }
server.setRequestHandler('tools/call', async (request) => handlers[request.params.name](request.params.arguments));
`,
      'src/handlers.js':
        'async function add(args) { return args }\nmodule.exports = { handlers: { add } };\n',
    },
    tools: ['add() -> add'],
  },
  {
    title: 'FastMCP and object forms, in a loop over a list as well',
    files: {
      'src/server.ts': `
import { FastMCP } from 'fastmcp';
import { z } from 'zod';
import { search } from './search';
const server = new FastMCP({ name: 'x', version: '1.0.0' });
server.addTool({ name: 'add', description: 'Adds', parameters: z.object({ a: z.number() }), annotations: { title: 'Add' }, execute: async (args) => String(args.a) });
for (const tool of [search]) server.addTool(tool);
export const made = defineTool({ name: 'made', description: 'M', schema: { u: z.string().url() }, handler: async (request) => {} });
`,
      'src/search.ts':
        "import { z } from 'zod';\nexport const search = { name: 'search', description: 'S', parameters: z.object({ q: z.string() }).strict(), execute: async ({ q }) => q };\n",
    },
    tools: [
      'add(a:number) title=Add -> execute',
      'made(u:string) -> handler',
      'search(q:string) -> execute',
    ],
  },
  {
    title: 'keyed definitions',
    files: {
      'src/tools/db.ts': `
import { z } from 'zod';
export const dbTools = {
  list_tables: { description: "Lists", parameters: z.object({ schema: z.string() }), execute: async ({ schema }) => schema },
  run_sql: wrap({ description: "Runs", inputSchema: { q: z.string() }, handler: async ({ q }) => q }),
};
export const options = { verbose: { description: "no tool", type: "boolean" } };
`,
    },
    tools: ['list_tables(schema:string) -> execute', 'run_sql(q:string) -> handler'],
  },
  {
    title: 'a class for each tool',
    files: {
      'src/tools/AddTool.ts': `
import { MCPTool } from "mcp-framework";
import { z } from "zod";
export default class AddTool extends MCPTool<Input> {
  name = "add";
  description = "Adds";
  schema = { a: { type: z.number(), description: "A" } };
  async execute(input: Input) { return input.a }
}
class Cursor extends AITool { name = "cursor"; configPath() {} }
class SubTool extends BaseTool { static toolName = "sub"; argsShape = { a: z.number() }; async handler(args) {} }
`,
    },
    tools: ['add(a:unknown) -> execute', 'sub(a:number) -> handler'],
  },
  {
    title: 'decorated methods',
    files: {
      'src/app.ts': `
import { Tool } from '@rekog/mcp-nest';
import { z } from 'zod';
@Injectable()
export class Greeting {
  @Tool({ name: 'hello', description: 'Greets', parameters: z.object({ name: z.string() }) })
  async greet({ name }) { return name }
  @Resource({ name: 'not-a-tool' }) async other() {}
}
`,
    },
    tools: ['hello(name:string) -> greet'],
  },
  {
    title: 'xmcp: a file for each tool',
    files: {
      'src/tools/greet.ts': `
import { z } from "zod";
import { type InferSchema, type ToolMetadata } from "xmcp";
export const schema = { name: z.string().describe("N") };
export const metadata: ToolMetadata = { name: "greet", description: "Greets", annotations: { readOnlyHint: true } };
export default async function greet({ name }: InferSchema<typeof schema>) { return name }
`,
      'src/tools/plain.ts': `
import { z } from "zod";
import { type InferSchema } from "xmcp";
export const schema = { id: z.string() };
export default function run({ id }: InferSchema<typeof schema>) { return id }
`,
    },
    tools: ['greet(name:string) readOnlyHint=true -> greet', 'plain(id:string) -> run'],
  },
  {
    title: 'packages of one workspace, aliases and re-exports',
    files: {
      'packages/core/package.json': '{"name":"@x/core"}',
      'packages/core/src/index.ts': "export * from './names';\n",
      'packages/core/src/names.ts': "export const FIRST = 'first';\n",
      'packages/server/src/lib/names.ts': "export const SECOND = 'second';\n",
      'packages/server/src/main.ts': `${SDK}
import { FIRST } from '@x/core';
import { SECOND } from '@/lib/names';
server.tool(FIRST, async () => 1);
server.tool(SECOND, async () => 2);
`,
    },
    tools: ['first() -> ', 'second() -> '],
  },
  {
    title: 'JSX and plain JavaScript with types in comments',
    files: {
      'src/view.tsx': `${SDK}
export const View = () => <div title="x">{/* server.tool("not", () => {}) */}{items.map((i) => <b key={i}>{i}</b>)}</div>;
server.tool("seen", async () => <View />);
`,
    },
    tools: ['seen() -> '],
  },
  {
    title: 'folders that are called like tests, below the source',
    files: {
      'src/tools/mocks/definitions.ts':
        "export const TOOLS = [{ name: 'create_mock', description: 'C', inputSchema: { type: 'object', properties: {} } }];\n",
      'src/tools/docs/index.ts': `${SDK}server.tool("read_docs", async () => 1);\n`,
      'docs/index.ts': `${SDK}server.tool("documented", async () => 1);\n`,
      'src/index.ts': "import { TOOLS } from './tools/mocks/definitions';\nlist(TOOLS);\n",
    },
    tools: ['create_mock() -> ', 'read_docs() -> '],
  },
  {
    title: 'definitions with an underscore, which are also what is sent to a model',
    files: {
      'src/tools/definitions.ts':
        "export const ONE = { name: 'one', description: 'O', input_schema: { type: 'object', properties: { a: { type: 'string' } } } };\n",
      'src/tools/ask.ts':
        "import Anthropic from '@anthropic-ai/sdk';\nexport const SENT = { name: 'sent', description: 'S', input_schema: { type: 'object', properties: {} } };\n",
      'src/index.ts':
        "import { ONE } from './tools/definitions';\nimport { SENT } from './tools/ask';\nlist([ONE, SENT].map(convert));\n",
    },
    tools: ['one(a?:string) -> '],
  },
  {
    title: 'a definition in a file that nobody imports, beside others that are',
    files: {
      'src/tools/used.ts':
        "export const used = { name: 'used', description: 'U', inputSchema: { type: 'object', properties: {} } };\n",
      'src/tools/forgotten.ts':
        "export const forgotten = { name: 'forgotten', description: 'F', inputSchema: { type: 'object', properties: {} } };\n",
      'src/index.ts': "import { used } from './tools/used';\nlist([used]);\n",
      'v1/server.py':
        "from fastmcp import FastMCP\nmcp = FastMCP('x')\n@mcp.tool()\ndef used(): ...\n",
    },
    tools: ['used() -> ', 'used() -> used'],
  },
  {
    title: 'names made at run time',
    files: {
      'src/index.ts': `${SDK}
for (const [path, operation] of Object.entries(spec.paths)) {
  server.registerTool(operation.operationId, { description: operation.summary }, async () => call(path));
}
`,
    },
    tools: [],
    dynamic: true,
  },
  {
    title: 'what only looks like tools',
    files: {
      'src/other.ts': `
import { tool } from 'ai';
import { DynamicTool } from 'langchain/tools';
import { Command } from 'commander';
const weather = tool({ name: 'weather', description: 'W', inputSchema: z.object({}), execute: async () => 1 });
// server.tool("commented", async () => {});
const text = 'server.tool("in-a-string", async () => {})';
const sent = [{ type: 'function', function: { name: 'sent', description: 'to a model', parameters: { type: 'object', properties: {} } } }];
const prompt = { name: 'prompt', description: 'P', arguments: [{ name: 'a', description: 'b', required: true }] };
server.prompt("greet", { name: z.string() }, () => ({}));
server.resource("config", "config://app", async () => ({}));
server.registerPrompt("p", { description: "P" }, async () => ({}));
const field = { name: { type: 'string' }, description: { type: 'string' }, inputSchema: { type: 'object' } };
const resource = { name: 'r', description: 'R', uriTemplate: 'x://{y}', paramsSchema: {} };
logger.tool("message");
new Command('sub').description('D');
`,
      'test/index.test.ts': `${SDK}server.tool("tested", async () => 1);\n`,
      'examples/demo.ts': `${SDK}server.tool("example", async () => 1);\n`,
      'src/a.spec.ts': `${SDK}server.tool("spec", async () => 1);\n`,
      'dist/index.js': `${SDK}server.tool("built", async () => 1);\n`,
    },
    tools: [],
  },
];
