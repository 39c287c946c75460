import type { ServerProject } from '../../../project/project.ts';
import type { Expression } from '../../../source/expressions.ts';
import type { SourceModule } from '../../../source/model.ts';

/** What gives a test the server: a function to call, or a variable, and the file it comes from. */
export interface Maker {
  readonly file: string;
  readonly name: string;
  readonly kind: 'function' | 'async function' | 'value';
  /** Whether it takes arguments that a test has to think up. */
  readonly takes: boolean;
}

const SERVERS = /^(?:McpServer|Server|FastMCP|MCPServer|NewMCPServer|NewServer|LiteMCP)$/;
const MAKES =
  /^(?:create|make|build|new|setup|init|get)_?(?:the_?)?(?:mcp_?)?server|^create_?mcp|^new_?mcp/i;

/**
 * What a test imports to have the server in its own process. A file that starts it as it is loaded is none: the test
 * would start it as well.
 */
export function makerOf(project: ServerProject, language: string): Maker | null {
  const started = new Set(
    language === 'python'
      ? []
      : project.transports.filter((it) => atTop(project, it.at)).map((it) => it.at.file),
  );
  for (const { path, source } of project.files.values()) {
    if (!source || project.roles.get(path) !== 'server' || started.has(path)) continue;
    const found = inModule(source.module);
    if (found) return { file: path, ...found };
  }
  return null;
}

/** Whether a place stands in no function, so that loading the file runs it. */
function atTop(
  { sources }: ServerProject,
  { file, span }: { file: string; span: { start: number } },
): boolean {
  const module = sources.modules.get(file);
  return (
    module !== undefined &&
    !module.functions.some(({ body }) => body.start <= span.start && span.start < body.end)
  );
}

function inModule(module: SourceModule): Omit<Maker, 'file'> | undefined {
  const isScript = module.language !== 'python' && module.language !== 'go';
  const exported = new Set(module.exports.map(({ name, local }) => local ?? name));
  const isOut = (name: string): boolean => !isScript || exported.has(name);
  const made = module.functions.find(
    ({ name, kind, outer }) =>
      kind !== 'method' && outer === undefined && MAKES.test(name) && isOut(name),
  );
  if (made) {
    const takes = made.params.some(({ optional, fallback }) => !optional && !fallback);
    return { name: made.name, kind: made.isAsync ? 'async function' : 'function', takes };
  }
  for (const event of module.top.events) {
    if (event.kind !== 'assign' || event.value.kind !== 'call') continue;
    const [binding] = event.bindings;
    if (binding && SERVERS.test(lastName(event.value.callee)) && isOut(binding.name))
      return { name: binding.name, kind: 'value', takes: false };
  }
  return undefined;
}

function lastName(expression: Expression): string {
  if (expression.kind === 'id') return expression.name;
  return expression.kind === 'member' ? expression.name : '';
}
