import type { Case } from './case.ts';

export const go: readonly Case[] = [
  {
    title: 'mcp-golang: a loop over a list of another package, a file about tests',
    files: {
      'main.go': `package main
import (
	mcpgolang "github.com/metoro-io/mcp-golang"
	"example.com/x/tools"
)
func main() {
	server := mcpgolang.NewServer(stdio.NewStdioServerTransport())
	for _, tool := range tools.All {
		server.RegisterTool(tool.Name, tool.Description, tool.Wrapped())
	}
}
`,
      'tools/test_runs.go': `package tools
type Tool struct { Name string; Description string; Handler any }
var All = []Tool{
	{Name: "get_logs", Description: "Logs", Handler: logs},
	{Name: "list_test_runs", Description: "Runs", Handler: runs},
}
`,
    },
    tools: ['get_logs() -> ', 'list_test_runs() -> '],
  },
  {
    title: 'mcp-go: options, method handlers, a tool in a variable',
    files: {
      'cmd/server/main.go': `package main
import (
	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
	"example.com/x/internal/handler"
)
const name = "read" + "_file"
func main() {
	s := server.NewMCPServer("x", "1")
	h, err := handler.New("/tmp")
	if err != nil { panic(err) }
	s.AddTool(mcp.NewTool(name,
		mcp.WithDescription("Reads"),
		mcp.WithReadOnlyHintAnnotation(true),
		mcp.WithString("path", mcp.Required(), mcp.Description("P")),
		mcp.WithNumber("depth", mcp.Max(3)),
	), h.Read)
	tool := mcp.NewTool("inline", mcp.WithDescription("I"))
	s.AddTool(tool, func(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		return mcp.NewToolResultText("no tool"), nil
	})
	s.AddTools(server.ServerTool{Tool: handler.ListTool(), Handler: h.List})
}
`,
      'internal/handler/handler.go': `package handler
type Handler struct { root string }
func New(root string) (*Handler, error) { return &Handler{root: root}, nil }
func ListTool() mcp.Tool { return mcp.NewTool("list", mcp.WithArray("of")) }
`,
      'internal/handler/read.go': `package handler
func (h *Handler) Read(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) { return nil, nil }
func (h *Handler) List(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) { return nil, nil }
func Unused() mcp.Tool { return mcp.NewTool("unused") }
`,
    },
    tools: [
      'read_file(path:string depth?:number) readOnlyHint=true -> Read',
      'inline() -> ',
      'list(of?:array) -> List',
    ],
  },
  {
    title: 'the official SDK: literals and typed handlers',
    files: {
      'main.go': `package main
import "github.com/modelcontextprotocol/go-sdk/mcp"
type AddArgs struct {
	A int \`json:"a" jsonschema:"first"\`
	Note *string \`json:"note,omitempty"\`
	hidden string
}
func Add(ctx context.Context, req *mcp.CallToolRequest, args AddArgs) (*mcp.CallToolResult, any, error) { return nil, nil, nil }
func main() {
	s := mcp.NewServer(&mcp.Implementation{Name: "x", Version: "1"}, nil)
	mcp.AddTool(s, &mcp.Tool{Name: "add", Description: "Adds", Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true, Title: "Add"}}, Add)
	s.AddPrompt(&mcp.Prompt{Name: "prompt"}, nil)
}
`,
    },
    tools: ['add(a:integer note?:string) readOnlyHint=true title=Add -> Add'],
  },
  {
    title: 'wrappers',
    files: {
      'tools/tools.go': `package tools
import "github.com/mark3labs/mcp-go/mcp"
type Args struct { Q string \`json:"q"\` }
func run(ctx context.Context, args Args) (string, error) { return "", nil }
var Search = MustTool("search", "Searches", run, mcp.WithReadOnlyHintAnnotation(true))
func All(t T) []T {
	return []T{NewTool(t, mcp.Tool{Name: "fetch", Description: "F"}, func(ctx context.Context) error { return nil })}
}
var list = []Entry{ { Tool: mcp.Tool{Name: "listed", Description: "L"}, Handler: run } }
func use() { register(list, Search, All) }
`,
    },
    tools: ['search() -> run', 'fetch() -> ', 'listed() -> run'],
  },
  {
    title: 'what only looks like tools',
    files: {
      'main.go': `package main
import "github.com/mark3labs/mcp-go/mcp"
func h() (*mcp.CallToolResult, error) {
	req := mcp.CallToolRequest{Params: mcp.CallToolParams{Name: "called"}}
	_ = req
	s.AddPrompt(mcp.NewPrompt("p"), nil)
	return mcp.NewToolResultError("failed"), nil
}
// s.AddTool(mcp.NewTool("commented"), h)
`,
      'main_test.go': `package main
func TestX() { s.AddTool(mcp.NewTool("tested"), h) }
`,
    },
    tools: [],
  },
];
