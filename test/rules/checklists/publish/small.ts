import { publishEvidence } from '../../../../rules/checklists/publish/judge.ts';
import { statusOf } from '../../../../rules/checklists/status.ts';
import { type Files, projectOf } from './project.ts';

/** Servers of one tool, with what a case is about. */
export function status(files: Files, item: number): string {
  return statusOf(`publish/${item}`, publishEvidence(projectOf(files))).status;
}

export const manifest = (dependencies: Readonly<Record<string, string>> = {}): string =>
  JSON.stringify({ name: 'notes', version: '1.0.0', bin: 'dist/index.js', dependencies });

/** A server of one tool, whose handler has these lines. */
export const script = (
  body: string,
  before = '',
  schema = 'words: z.string()',
): string => `#!/usr/bin/env node
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { z } from 'zod';
${before}
const server = new McpServer({ name: 'notes', version: '1.0.0' });
server.registerTool('find_notes', { inputSchema: { ${schema} } }, async (args) => {
  ${body}
});
await server.connect(new StdioServerTransport());
`;
export const HTTP =
  "\nconst app = express();\napp.post('/mcp', async () => new StreamableHTTPServerTransport({}));\napp.listen(3000, '127.0.0.1');\n";
export const ANSWER = "return { content: [{ type: 'text', text: 'found' }] };";

export const project = (source: string, more: Files = {}): Files => ({
  'package.json': manifest(),
  'src/index.ts': source,
  ...more,
});

export const python = (body: string, before = ''): Files => ({
  'pyproject.toml': '[project]\nname = "notes"\ndependencies = ["mcp"]\n',
  'notes/server.py': `from mcp.server.fastmcp import FastMCP, Context
${before}
mcp = FastMCP("notes")

@mcp.tool()
async def find_notes(words: str, ctx: Context) -> str:
    """Finds notes."""
${body
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}

mcp.run()
`,
});

/** A server of Java, a language that is only listed. */
export const java = (body: string, more: Files = {}): Files => ({
  'pom.xml':
    '<project><parent><groupId>a</groupId><artifactId>parent</artifactId><version>9</version></parent><artifactId>notes</artifactId><version>1.0.0</version><dependencies><dependency><groupId>io.quarkiverse.mcp</groupId><artifactId>quarkus-mcp-server-stdio</artifactId></dependency></dependencies></project>',
  'src/main/java/Notes.java': `import io.quarkiverse.mcp.server.Tool;\nclass Notes {\n  @Tool(description = "Finds notes")\n  String findNotes(String words) {\n${body}\n  }\n}\n`,
  ...more,
});

export const readme = (text: string): Files => project(script(ANSWER), { 'README.md': text });
