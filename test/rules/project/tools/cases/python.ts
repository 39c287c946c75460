import type { Case } from './case.ts';

const HEAD = 'from mcp.server.fastmcp import FastMCP, Context\nmcp = FastMCP("x")\n';

export const python: readonly Case[] = [
  {
    title: 'names with a namespace in front',
    files: {
      'server.py': `from fastmcp import FastMCP

def create(namespace: str = "") -> FastMCP:
    mcp = FastMCP("x")
    prefix = namespace + "-" if namespace else ""

    @mcp.tool(name=prefix + "list_notes")
    async def list_notes(folder: str) -> str:
        return folder

    @mcp.tool(name=f"{prefix}add_note")
    def add(text: str) -> str:
        return text

    return mcp
`,
    },
    tools: ['list_notes(folder:string) -> list_notes', 'add_note(text:string) -> add'],
  },
  {
    title: 'decorators in all their forms',
    files: {
      'src/server.py': `${HEAD}
from typing import Annotated, Literal, Optional
from pydantic import Field
from mcp.types import ToolAnnotations
NAME = "named"

@mcp.tool()
async def add(a: int, b: Annotated[float, Field(ge=1, description="B")] = 2, ctx: Context = None) -> int:
    """Adds."""
    return a

@mcp.tool
def bare(q: Optional[str] = None, mode: Literal["a", "b"] = "a"): ...

@mcp.tool("positional")
def f1(items: list[str], extra: dict | None = None): ...

@mcp.tool(name=NAME, description="D", annotations=ToolAnnotations(readOnlyHint=True, destructiveHint=False))
def f2(x: str = Field(..., max_length=3)): ...

class Service:
    def register(self, server):
        @server.tool(annotations={"readOnlyHint": True})
        def inner(self_id: str): ...
`,
    },
    tools: [
      'add(a:integer b?:number) -> add',
      'bare(q?:string mode?:enum) -> bare',
      'positional(items:array extra?:object) -> f1',
      'named(x:string) readOnlyHint=true destructiveHint=false -> f2',
      'inner(self_id:string) readOnlyHint=true -> inner',
    ],
  },
  {
    title: 'call forms, lists and loops',
    files: {
      'pkg/server.py': `${HEAD}
from fastmcp.tools import Tool
from .tools import one, two, all_tools
from . import more

class Kit:
    def __init__(self, server):
        server.tool(name="method")(self.run)
    def run(self, path: str): ...

def add_read(server, fn):
    server.add_tool(fn, annotations={"readOnlyHint": True})

mcp.add_tool(one, name="uno")
mcp.tool()(two)
mcp.add_tool(Tool.from_function(more.four, name="vier"))
mcp.add_prompt(Prompt.from_function(more.ask))
mcp.add_resource(Resource.from_function(more.ask, uri="a://b"))
for fn in all_tools:
    add_read(mcp, fn)
`,
      'pkg/tools/__init__.py': 'from .impl import one, two, three\nall_tools = [three] + []\n',
      'pkg/tools/impl.py': 'def one(a: int): ...\ndef two(b: str): ...\ndef three(c: bool): ...\n',
      'pkg/more.py': 'def four(d: float):\n    """Four."""\ndef ask(e: str): ...\n',
    },
    tools: [
      'uno(a:integer) -> one',
      'method(path:string) -> run',
      'two(b:string) -> two',
      'vier(d:number) -> four',
      'three(c:boolean) readOnlyHint=true -> three',
    ],
  },
  {
    title: 'the low-level server with an enum, a model and a match',
    files: {
      'src/app/server.py': `
from enum import Enum
from mcp.server import Server
from mcp.types import Tool, TextContent
from pydantic import BaseModel
server = Server("x")

class Names(str, Enum):
    STATUS = "status"
    LOG = "log"

class Status(BaseModel):
    repo: str
    limit: int = 10

@server.list_tools()
async def handle_list():
    return [
        Tool(name=Names.STATUS, description="S", inputSchema=Status.model_json_schema()),
        Tool(name=Names.LOG.value, description="L", inputSchema={"type": "object", "properties": {"n": {"type": "integer", "maximum": 5}}, "required": ["n"]}),
    ]

@server.call_tool()
async def call_tool(name, arguments):
    match name:
        case Names.STATUS:
            return status(arguments)
        case "log":
            return log(arguments)
`,
    },
    tools: ['status(repo:string limit?:integer) -> part', 'log(n:integer) -> part'],
  },
  {
    title: 'names that a constructor hands to its base',
    files: {
      'handlers.py': `
from mcp.types import Tool
class Handler:
    def __init__(self, tool_name: str):
        self.name = tool_name
class ListHandler(Handler):
    def __init__(self):
        super().__init__("list_files")
    def describe(self):
        return Tool(name=self.name, description="Lists", inputSchema={"type": "object", "properties": {}})
def all_of_them():
    return [handler.describe() for handler in [ListHandler()]]
`,
    },
    tools: ['list_files() -> '],
  },
  {
    title: 'two loops of one name, and a list that nobody can read',
    files: {
      'a.py': `${HEAD}
def one(a: int): ...
def two(b: str): ...
read = [one]
write = [two]
def main():
    for tool in read:
        mcp.add_tool(tool)
    for tool in write:
        mcp.add_tool(tool)
`,
    },
    tools: ['one(a:integer) -> one', 'two(b:string) -> two'],
  },
  {
    title: 'a list that only a run would tell',
    files: {
      'a.py': `
from mcp.server import Server
server = Server("x")
@server.list_tools()
async def list_tools():
    return [make(path) for path in await load()]
`,
    },
    tools: [],
    dynamic: true,
  },
  {
    title: 'what only looks like tools',
    files: {
      'src/agent.py': `
from langchain.tools import tool, Tool
from langchain_core.tools import tool as core_tool
from pydantic_ai import Agent
from agents import function_tool
agent = Agent("x")

@tool
def chained(a: str): ...

@core_tool("x")
def cored(a: str): ...

@agent.tool
def owned(ctx, a: str): ...

@function_tool
def other(a: str): ...

search = Tool(name="search", func=run, description="D")
sent_tools = [{"name": "sent", "description": "to a model", "input_schema": {"type": "object", "properties": {}}}]
call(search, sent_tools)
"""
@mcp.tool()
def documented(): ...
"""
@mcp.resource("x://y")
def resource(): ...
@mcp.prompt()
def prompt(): ...
`,
      'tests/test_server.py': `${HEAD}\n@mcp.tool()\ndef tested(): ...\n`,
      'src/test_more.py': `${HEAD}\n@mcp.tool()\ndef tested(): ...\n`,
    },
    tools: [],
  },
];
