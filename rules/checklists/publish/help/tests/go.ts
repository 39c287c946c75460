import { folderOf } from '../../../../project/names/sources.ts';
import type { Tool } from '../../../../project/tools/tool.ts';
import { sampleArguments } from '../docs/tools.ts';
import { draftLine } from '../help.ts';
import type { Known } from '../known.ts';
import { MOST_TOOLS } from './typescript.ts';

/** P25: a test for each tool through a client in the same process. Undefined where nothing is known that makes a server. */
export function goToolTests(
  known: Known,
  tools: readonly Tool[],
): { readonly file: string; readonly text: string } | undefined {
  const { maker, sdk, project } = known;
  if (!maker || maker.takes || maker.kind !== 'function') return undefined;
  const name = project.sources.modules.get(maker.file)?.package;
  const head = sdk === 'mark3labs' ? MARK3LABS : sdk === 'go-sdk' ? OFFICIAL : undefined;
  if (name === undefined || head === undefined) return undefined;
  const folder = folderOf(maker.file);
  const tests = tools.slice(0, MOST_TOOLS).map((tool) => goTest(known, tool));
  return {
    file: `${folder === '' ? '' : `${folder}/`}tools_test.go`,
    text: `${draftLine.slashes}
package ${name}
${head.replace('newServer()', `${maker.name}()`)}
${tests.join('\n')}`,
  };
}

const MARK3LABS = `
import (
	"context"
	"testing"

	"github.com/mark3labs/mcp-go/client"
	"github.com/mark3labs/mcp-go/mcp"
)

// call asks a server in this process.
func call(t *testing.T, name string, arguments map[string]any) *mcp.CallToolResult {
	t.Helper()
	ctx := context.Background()
	c, err := client.NewInProcessClient(newServer())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.Start(ctx); err != nil {
		t.Fatal(err)
	}
	start := mcp.InitializeRequest{}
	start.Params.ProtocolVersion = mcp.LATEST_PROTOCOL_VERSION
	start.Params.ClientInfo = mcp.Implementation{Name: "test", Version: "1.0.0"}
	if _, err := c.Initialize(ctx, start); err != nil {
		t.Fatal(err)
	}
	request := mcp.CallToolRequest{}
	request.Params.Name = name
	request.Params.Arguments = arguments
	result, err := c.CallTool(ctx, request)
	if err != nil {
		t.Fatal(err)
	}
	return result
}
`;

const OFFICIAL = `
import (
	"context"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// call asks a server in this process.
func call(t *testing.T, name string, arguments map[string]any) *mcp.CallToolResult {
	t.Helper()
	ctx := context.Background()
	own, other := mcp.NewInMemoryTransports()
	if _, err := newServer().Connect(ctx, other, nil); err != nil {
		t.Fatal(err)
	}
	client := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1.0.0"}, nil)
	session, err := client.Connect(ctx, own, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer session.Close()
	result, err := session.CallTool(ctx, &mcp.CallToolParams{Name: name, Arguments: arguments})
	if err != nil {
		t.Fatal(err)
	}
	return result
}
`;

function goTest({ signals }: Known, tool: Tool): string {
  const word = tool.name
    .split(/\W+|_/)
    .map((it) => it.charAt(0).toUpperCase() + it.slice(1))
    .join('');
  const args = Object.entries(sampleArguments(tool))
    .map(([key, value]) => `${JSON.stringify(key)}: ${goLiteral(value)}`)
    .join(', ');
  const safe = tool.annotations?.hints.readOnlyHint === true && signals.services.length === 0;
  const skip = safe
    ? ''
    : '\tt.Skip("put a stand-in for what it reaches or changes in its place")\n';
  return `
func Test${word}(t *testing.T) {
${skip}	if result := call(t, ${JSON.stringify(tool.name)}, map[string]any{${args}}); result.IsError {
		t.Fatal(result.Content)
	}
}
`;
}

function goLiteral(value: unknown): string {
  if (Array.isArray(value)) return '[]any{}';
  if (typeof value === 'object' && value !== null) return 'map[string]any{}';
  return JSON.stringify(value);
}
