import { expressionAt } from '../../project/code/expression-at.ts';
import type { ServerProject } from '../../project/project.ts';
import type { Tool } from '../../project/tools/tool.ts';
import { type Call, type Expression, lastName, propertyOf } from '../../source/expressions.ts';
import type { SourceModule } from '../../source/model.ts';
import type { TextEdit } from '../../text/span.ts';

/** What a tool says of itself. */
export type Says = 'reads' | 'changes';

const SCRIPT = {
  reads: '{ readOnlyHint: true }',
  changes: '{ readOnlyHint: false, destructiveHint: true }',
} as const;
const PYTHON = {
  reads: '{"readOnlyHint": True}',
  changes: '{"readOnlyHint": False, "destructiveHint": True}',
} as const;
const GO_OPTIONS = {
  reads: 'mcp.WithReadOnlyHintAnnotation(true)',
  changes: 'mcp.WithReadOnlyHintAnnotation(false), mcp.WithDestructiveHintAnnotation(true)',
} as const;

/** Annotations for a tool that has none; undefined where its registration has no plain place for them. */
export function annotated({ files }: ServerProject, tool: Tool, says: Says): TextEdit | undefined {
  const facts = files.get(tool.at.file);
  const module = facts?.source?.module;
  if (!facts || !module || tool.annotations) return undefined;
  if (module.language === 'python') return python(module, tool, says, facts.text);
  const at = expressionAt(module, tool.at.span);
  if (!at) return undefined;
  return module.language === 'go' ? go(module, at, says) : script(at, says);
}

function insert(at: number, newText: string): TextEdit {
  return { span: { start: at, end: at }, newText };
}

function script(at: Expression, says: Says): TextEdit | undefined {
  const settings = settingsIn(at);
  const last = settings?.kind === 'object' ? settings.properties.at(-1) : undefined;
  if (last) return insert(last.end, `, annotations: ${SCRIPT[says]}`);
  // `server.tool(name, description, schema, handler)`: they stand before the handler.
  if (at.kind !== 'call' || at.callee.kind !== 'member' || at.callee.name !== 'tool')
    return undefined;
  const [name, description, schema, handler, more] = at.args.map(({ value }) => value);
  const texts =
    name && description && /^(?:text|template|binary|id|member)$/.test(description.kind);
  if (!texts || schema?.kind !== 'object' || !handler || more) return undefined;
  // An empty object there is taken for annotations.
  return schema.properties.length > 0 ? insert(handler.start, `${SCRIPT[says]}, `) : undefined;
}

/** The object that a tool is defined by: itself, or the one that its registration is given. */
function settingsIn(expression: Expression): Expression | undefined {
  if (expression.kind === 'object') return expression;
  if (expression.kind !== 'call') return undefined;
  const name = expression.callee.kind === 'member' ? expression.callee.name : '';
  if (name === 'registerTool') return expression.args[1]?.value;
  return name === 'addTool' ? expression.args[0]?.value : undefined;
}

/** `@mcp.tool`, `@mcp.tool()`, `@mcp.tool("name")` and `Tool(name=…)` of the low-level server. */
function python(module: SourceModule, tool: Tool, says: Says, text: string): TextEdit | undefined {
  const given = `annotations=${PYTHON[says]}`;
  if (tool.style === 'python-decorator') {
    // The `mcp` package takes a dictionary since 1.10, FastMCP always has.
    const { start, end } = tool.at.span;
    const mark = module.functions
      .flatMap(({ decorators }) => decorators)
      .find((it) => it.start === start && it.end === end);
    if (!mark) return undefined;
    return mark.kind === 'call' ? withKeyword(mark, given, text) : insert(mark.end, `(${given})`);
  }
  if (tool.style !== 'python-definition') return undefined;
  const at = expressionAt(module, tool.at.span);
  return at?.kind === 'call' ? withKeyword(at, given, text) : undefined;
}

function withKeyword(call: Call, given: string, text: string): TextEdit {
  const last = call.args.at(-1)?.value;
  if (!last) return insert(call.end - 1, given);
  const comma = /^\s*,/.exec(text.slice(last.end));
  return comma ? insert(last.end + comma[0].length, ` ${given},`) : insert(last.end, `, ${given}`);
}

function go(module: SourceModule, at: Expression, says: Says): TextEdit | undefined {
  const mcp = module.imports.find(({ from }) => /(?:mcp-go|go-sdk)\/mcp$/.test(from));
  if (mcp?.local !== 'mcp') return undefined;
  const tool = toolIn(at);
  if (tool?.kind === 'call') {
    const last = tool.args.at(-1)?.value;
    return last && insert(last.end, `, ${GO_OPTIONS[says]}`);
  }
  if (tool?.kind !== 'object' || !mcp.from.includes('go-sdk')) return undefined;
  const last = tool.properties.at(-1);
  const hints = says === 'reads' ? 'ReadOnlyHint: true' : 'ReadOnlyHint: false';
  return last && insert(last.end, `, Annotations: &mcp.ToolAnnotations{${hints}}`);
}

/** The `NewTool(…)` or `mcp.Tool{…}` of a registration. */
function toolIn(at: Expression): Expression | undefined {
  if (at.kind === 'call' && /^NewTool$/.test(lastName(at.callee))) return at;
  if (at.kind === 'object' && propertyOf(at, 'Name')) return at;
  if (at.kind === 'unary') return toolIn(at.operand);
  if (at.kind !== 'call') return undefined;
  for (const { value } of at.args) {
    const found =
      value.kind === 'call' || value.kind === 'unary' || value.kind === 'object'
        ? toolIn(value)
        : undefined;
    if (found) return found;
  }
  return undefined;
}
