import type { Tool } from '../../../../project/tools/tool.ts';
import { sampleArguments } from '../docs/tools.ts';
import { draftLine } from '../help.ts';
import type { Known } from '../known.ts';
import { MOST_TOOLS } from './typescript.ts';

/** `src/notes/server.py` is `notes.server`: https://packaging.python.org/en/latest/discussions/src-layout-vs-flat-layout/ */
function moduleOf({ root }: Known, file: string): string {
  return file
    .slice(root.length)
    .replace(/^src\//, '')
    .replace(/(?:\/__init__)?\.py$/, '')
    .replaceAll('/', '.');
}

/** A value as Python writes it. */
export function pythonLiteral(value: unknown): string {
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (value === null || value === undefined) return 'None';
  if (Array.isArray(value)) return `[${value.map(pythonLiteral).join(', ')}]`;
  if (typeof value === 'object')
    return `{${Object.entries(value)
      .map(([key, it]) => `${JSON.stringify(key)}: ${pythonLiteral(it)}`)
      .join(', ')}}`;
  return JSON.stringify(value);
}

/** The imports, and how a test has a client: in the same process. Undefined where nothing is known that makes a server. */
function head(known: Known): { readonly text: string; readonly client: string } | undefined {
  const { maker, sdk } = known;
  if (!maker || maker.takes || maker.kind === 'async function') return undefined;
  const own = `from ${moduleOf(known, maker.file)} import ${maker.name}`;
  const server = maker.kind === 'value' ? maker.name : `${maker.name}()`;
  if (sdk === 'fastmcp')
    return {
      text: `${draftLine.hash}\nimport pytest\nfrom fastmcp import Client\n\n${own}\n`,
      client: `Client(${server})`,
    };
  if (sdk !== 'mcp') return undefined;
  return {
    text: `${draftLine.hash}\nimport pytest\nfrom mcp.shared.memory import create_connected_server_and_client_session as connected\n\n${own}\n`,
    client: `connected(${server}._mcp_server)`,
  };
}

export function pythonTestFile({ project, root }: Known, name: string): string {
  const folder = [...project.files.keys()]
    .map((path) => new RegExp(`^(${root.replace(/[^\w/-]/g, '.')}tests?/)`).exec(path)?.[1])
    .find((it) => it !== undefined);
  return `${folder ?? `${root}tests/`}test_${name}.py`;
}

/** P25: a test for each tool. */
export function pythonToolTests(known: Known, tools: readonly Tool[]): string | undefined {
  const top = head(known);
  if (!top) return undefined;
  const tests = tools.slice(0, MOST_TOOLS).map((tool) => toolTest(known, tool, top.client));
  return `${top.text}\n${tests.join('\n')}`;
}

function toolTest(known: Known, tool: Tool, client: string): string {
  const safe = tool.annotations?.hints.readOnlyHint === true && known.signals.services.length === 0;
  const skip = safe
    ? ''
    : '@pytest.mark.skip(reason="put a stand-in for what it reaches or changes in its place")\n';
  const name = JSON.stringify(tool.name);
  const word = tool.name.replace(/\W+/g, '_').toLowerCase();
  const required = tool.schema?.parameters.some(({ optional }) => !optional) ?? false;
  const refused = required
    ? `

@pytest.mark.asyncio
async def test_${word}_refuses_what_is_missing():
    async with ${client} as client:
        try:
            result = await client.call_tool(${name}, {})
        except Exception:
            return
        assert getattr(result, "isError", getattr(result, "is_error", False))
`
    : '';
  return `
${skip}@pytest.mark.asyncio
async def test_${word}():
    async with ${client} as client:
        result = await client.call_tool(${name}, ${pythonLiteral(sampleArguments(tool))})
        assert result.content
${refused}`;
}

/** P27: what people try on a database. */
export function pythonInjectionTests(known: Known, tool: Tool): string | undefined {
  const top = head(known);
  if (!top) return undefined;
  const parameter = tool.schema?.parameters.find(({ type }) => type === 'string')?.name ?? 'query';
  const { [parameter]: _, ...others } = sampleArguments(tool);
  return `${top.text}
HOSTILE = [
    "'; DROP TABLE users; --",
    "' OR '1'='1",
    "x' UNION SELECT name FROM sqlite_master --",
]


@pytest.mark.asyncio
@pytest.mark.parametrize("hostile", HOSTILE)
async def test_hostile_text_is_a_value(hostile):
    async with ${top.client} as client:
        try:
            result = await client.call_tool(
                ${JSON.stringify(tool.name)}, {**${pythonLiteral(others)}, ${JSON.stringify(parameter)}: hostile}
            )
        except Exception as error:
            assert "syntax error" not in str(error)
            return
        assert "syntax error" not in str(result.content)
`;
}
