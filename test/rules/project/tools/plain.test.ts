import { describe, expect, it } from 'vitest';
import { plainTools } from '../../../../rules/project/tools/plain.ts';

const RUST = `
#[tool_router]
impl Counter {
    #[tool(description = "Adds (one)")]
    async fn increment(&self) -> Result<CallToolResult, McpError> { todo!() }
    #[tool(name = "renamed", description = "R")]
    fn other(&self, Parameters(a): Parameters<Args>) -> String { String::new() }
    /// #[tool]
    /// fn documented() {}
    #[tool]
    #[allow(unused)]
    pub fn bare(&self) {}
}
#[tool_handler]
impl ServerHandler for Counter {}
`;
const CSHARP = `
[McpServerToolType]
public static class Tools
{
    [McpServerTool(Name = "echo", ReadOnly = true), Description("Echoes")]
    public static string Echo(string message) => message;
    [McpServerTool, Description("Weather")]
    public async Task<string> GetWeatherAsync(HttpClient client, string city) { }
    // [McpServerTool] public static void Gone() {}
    [McpServerTool]
    [Description("Two")]
    public static int AddTwo(int a, int b) => a + b;
}
`;
const JAVA = `
class Tools {
  McpSchema.Tool a = McpSchema.Tool.builder().name("built").description("B").build();
  Tool b = new Tool("made", "M", schema);
  @McpTool(name = "named", description = "N")
  public String one(String a) { return a; }
  @Tool(description = "D")
  public String two(String a) { return a; }
  /* @Tool public String gone() {} */
  @ToolParam String x;
}
`;

describe('tools of languages that are not read', () => {
  it.each([
    ['a.rs', RUST, ['increment', 'renamed', 'bare']],
    ['a.cs', CSHARP, ['echo', 'get_weather', 'add_two']],
    ['a.java', JAVA, ['named', 'two', 'built', 'made']],
    ['a.txt', RUST, []],
  ])('%s', (path, text, names) => {
    const tools = plainTools(path, text);
    expect(tools.map(({ name }) => name)).toEqual(names);
    for (const { name, nameAt } of tools) {
      const written = text.slice(nameAt.span.start, nameAt.span.end);
      const plain = written
        .replace(/"/g, '')
        .replace(/Async$/, '')
        .toLowerCase();
      expect(plain).toBe(name.replace(/_/g, ''));
    }
  });

  it('any text is passed over without an exception', () => {
    for (const text of [RUST, CSHARP, JAVA]) {
      for (let at = 0; at < text.length; at += 1) {
        for (const path of ['a.rs', 'a.cs', 'a.java']) plainTools(path, text.slice(0, at));
      }
    }
    expect(plainTools('a.rs', '#[tool('.repeat(20_000)).length).toBe(0);
  });
});
