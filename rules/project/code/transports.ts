import type { Expression } from '../../source/expressions.ts';
import { perObject } from '../../text/memory.ts';
import { resolve } from '../names/resolve.ts';
import type { Sources } from '../names/sources.ts';
import { inside, valueAt } from '../names/targets.ts';
import type { Place } from '../tools/tool.ts';
import { type CallSite, calleeOf, placeOfCall, type Sites } from './sites.ts';

export type TransportKind = 'stdio' | 'http' | 'sse';

/** A place where the server begins to be reachable. */
export interface Transport {
  readonly kind: TransportKind;
  readonly at: Place;
  /** False when only a run tells which of several it is. */
  readonly certain: boolean;
}

/** Classes and functions of the SDKs that mean one transport, by their last name. */
const NAMED: ReadonlyMap<string, TransportKind> = new Map<string, TransportKind>(
  Object.entries({
    StdioServerTransport: 'stdio',
    serveStdio: 'stdio',
    ServeStdio: 'stdio',
    NewStdioServer: 'stdio',
    stdio_server: 'stdio',
    run_stdio_async: 'stdio',
    StreamableHTTPServerTransport: 'http',
    NodeStreamableHTTPServerTransport: 'http',
    WebStandardStreamableHTTPServerTransport: 'http',
    StreamableHTTPTransport: 'http',
    StreamableHttpTransport: 'http',
    createMcpHandler: 'http',
    createMcpExpressApp: 'http',
    NewStreamableHTTPServer: 'http',
    NewStreamableHTTPHandler: 'http',
    StreamableHTTPSessionManager: 'http',
    run_streamable_http_async: 'http',
    run_http_async: 'http',
    streamable_http_app: 'http',
    http_app: 'http',
    startHTTPServer: 'http',
    FastApiMCP: 'http',
    SSEServerTransport: 'sse',
    SseServerTransport: 'sse',
    NewSSEServer: 'sse',
    NewSSEHandler: 'sse',
    run_sse_async: 'sse',
    sse_app: 'sse',
    sseServer: 'sse',
  } as const),
);

const WORDS: ReadonlyMap<string, TransportKind> = new Map<string, TransportKind>(
  Object.entries({
    stdio: 'stdio',
    http: 'http',
    'streamable-http': 'http',
    streamable_http: 'http',
    httpStream: 'http',
    'http-stream': 'http',
    sse: 'sse',
  } as const),
);

const STARTS = /^(?:run|run_async|serve|serveSSE|mount|MCPServer|start)$/;

/** Whether a call may be a start of a transport, by its name alone: few are. */
function mayStart({ name, module }: CallSite): boolean {
  return module.language === 'go' || NAMED.has(name) || STARTS.test(name);
}

/** The calls of a file that may. */
export const mayStartIn = perObject(({ calls }: Sites) => calls.filter(mayStart));

/** The transports that a call starts; usually none, or one. */
export function transportsOf(sources: Sources, site: CallSite): readonly Transport[] {
  const at = placeOfCall(site);
  const named = NAMED.get(site.name);
  if (named) return [{ kind: named, at, certain: true }];
  if (site.module.language === 'python') return pythonRun(sources, site);
  if (site.module.language === 'go') return goRun(site);
  return scriptStart(sources, site);
}

/** FastMCP's `server.start({ transportType })`, and `new MCPServer({ transport: { type } })` of mcp-framework. */
function scriptStart(sources: Sources, site: CallSite): readonly Transport[] {
  const { call, name, module, scope } = site;
  const at = placeOfCall(site);
  if (name === 'serve' || name === 'serveSSE' || name === 'mount') {
    // `MyMCP.serve("/mcp")` of agents: a class that extends McpAgent.
    const of = /^(\w+)\.(serve|serveSSE|mount)$/.exec(site.path);
    const type = of && module.classes.find(({ name: own }) => own === of[1]);
    const agent = type?.bases.some((base) => endsWith(base, 'McpAgent'));
    return agent ? [{ kind: name === 'serve' ? 'http' : 'sse', at, certain: true }] : [];
  }
  if (name === 'MCPServer' && call.form === 'new') {
    const from = module.imports.find(({ local }) => local === site.path)?.from;
    if (from !== 'mcp-framework') return [];
    const words = textsUnder(call.args[0]?.value);
    return kinds(words, at, ['stdio']);
  }
  if (name !== 'start') return [];
  const [given] = call.args;
  const target = given && resolve(sources, valueAt(given.value, module, scope));
  const several = given?.value.kind === 'id' ? assigned(module, given.value.name) : [];
  if (several.length > 1) return kinds(several, at, ['stdio', 'http']);
  const options = target?.kind === 'value' ? target.expression : given?.value;
  if (options?.kind === 'object') {
    const type = options.properties.find(({ key }) => key === 'transportType');
    if (!type) return [];
    return kinds(said(sources, type.value, site), at, ['stdio', 'http']);
  }
  if (!startsFastMcp(sources, site)) return [];
  return given ? kinds([], at, ['stdio', 'http']) : [{ kind: 'stdio', at, certain: true }];
}

/** The transports of all objects that a name is given in a file: which of them only a run tells. */
function assigned(module: CallSite['module'], name: string): readonly string[] {
  return [module.top, ...module.functions].flatMap(({ events }) =>
    events.flatMap((event) => {
      if (event.kind !== 'assign' || event.value.kind !== 'object') return [];
      if (!event.bindings.some((binding) => binding.name === name)) return [];
      const type = event.value.properties.find(({ key }) => key === 'transportType');
      return textsUnder(type?.value);
    }),
  );
}

function startsFastMcp(sources: Sources, site: CallSite): boolean {
  const callee = calleeOf(site);
  if (callee.expression.kind !== 'member') return false;
  const target = resolve(sources, inside(callee, callee.expression.object));
  return (
    target.kind === 'value' &&
    target.expression.kind === 'call' &&
    /^(?:FastMCP|LiteMCP)$/.test(lastOf(target.expression.callee))
  );
}

/** What else is run in Python. */
const OTHER_RUNS =
  /(?:^|\.)(?:asyncio|anyio|subprocess|uvicorn|trio|loop|runner|app|typer|thread)$/;

/** `mcp.run()`, `mcp.run(transport=…)`, `mcp.run_async()`. */
function pythonRun(sources: Sources, site: CallSite): readonly Transport[] {
  if (!/^run(?:_async)?$/.test(site.name) || site.call.callee.kind !== 'member') return [];
  const { module, scope, call } = site;
  const object = site.call.callee.object;
  const path = site.path.slice(0, -site.name.length - 1);
  const target = resolve(sources, valueAt(object, module, scope));
  const made =
    target.kind === 'value' && target.expression.kind === 'call'
      ? lastOf(target.expression.callee)
      : '';
  // A class of the project that is made of one is called after it.
  const known = /(?:FastMCP|MCPServer)$|^MCP$/.test(made);
  if (!known && OTHER_RUNS.test(path)) return [];
  const server = known || /(?:^|[._])(?:mcp|server)\w{0,40}$/i.test(path);
  const mcp = module.imports.some(({ from }) => /(?:^|\.)(?:mcp|fastmcp)(?:\.|$)/.test(from));
  if (!server || (!mcp && made === '')) return [];
  const at = placeOfCall(site);
  // The low-level server is run over streams that `stdio_server` has made.
  const positional = call.args.filter(({ name }) => name === undefined);
  if (positional.length >= 2) return [];
  const given = call.args.find(({ name }) => name === 'transport')?.value ?? positional[0]?.value;
  if (!given) return [{ kind: 'stdio', at, certain: true }];
  return kinds(said(sources, given, site), at, ['stdio', 'http']);
}

/** `server.Run(ctx, &mcp.StdioTransport{})`, `server.NewStdioServer`. */
function goRun(site: CallSite): readonly Transport[] {
  const types = site.call.args.map(({ value }) => goType(value));
  const at = placeOfCall(site);
  if (types.some((type) => /(?:^|\.)StdioTransport$/.test(type)))
    return [{ kind: 'stdio', at, certain: true }];
  // Of foxy-contexts.
  if (site.path === 'stdio.NewTransport') return [{ kind: 'stdio', at, certain: true }];
  if (/^(?:streamable_http|sse)\.NewTransport$/.test(site.path))
    return [{ kind: site.path.startsWith('sse') ? 'sse' : 'http', at, certain: true }];
  return [];
}

function goType(expression: Expression): string {
  if (expression.kind === 'object') return expression.type ?? '';
  if (expression.kind === 'unary') return goType(expression.operand);
  // `mcp.NewStdioTransport()` of earlier releases.
  if (
    expression.kind === 'call' &&
    /^NewStdio(?:Server)?Transport$/.test(lastOf(expression.callee))
  )
    return 'StdioTransport';
  return '';
}

function kinds(
  words: readonly string[],
  at: Place,
  unknown: readonly TransportKind[],
): readonly Transport[] {
  const known = [...new Set(words.flatMap((word) => WORDS.get(word) ?? []))];
  const certain = known.length === 1;
  return (known.length > 0 ? known : unknown).map((kind) => ({
    kind,
    at,
    certain: certain || unknown.length === 1,
  }));
}

/** What an expression may be: a choice is both of its sides, before either is followed. */
function said(sources: Sources, given: Expression, { module, scope }: CallSite): readonly string[] {
  if (given.kind === 'conditional') return textsUnder(given);
  const value = resolve(sources, valueAt(given, module, scope));
  return value.kind === 'value' ? textsUnder(value.expression) : [];
}

/** Texts of an expression that could be its value: both sides of a choice, the type of an object. */
function textsUnder(expression: Expression | undefined): readonly string[] {
  if (!expression) return [];
  if (expression.kind === 'text') return [expression.value];
  if (expression.kind === 'conditional')
    return [...textsUnder(expression.whenTrue), ...textsUnder(expression.whenFalse)];
  if (expression.kind === 'binary')
    return [...textsUnder(expression.left), ...textsUnder(expression.right)];
  if (expression.kind === 'object')
    return expression.properties.flatMap(({ key, value }) =>
      key === 'type' || key === 'transport' ? textsUnder(value) : [],
    );
  return [];
}

function lastOf(expression: Expression): string {
  if (expression.kind === 'member') return expression.name;
  return expression.kind === 'id' ? expression.name : '';
}

function endsWith(expression: Expression, name: string): boolean {
  if (expression.kind === 'call') return endsWith(expression.callee, name);
  return lastOf(expression) === name;
}

const PLAIN: readonly (readonly [RegExp, TransportKind])[] = [
  [
    /\bstdio\(\)|\bStdioServerTransport(?:Provider)?\b|\bWithStdioServerTransport\b|\bStdioTransport\b/g,
    'stdio',
  ],
  [
    /\bStreamableHttpService\b|\bWithHttpTransport\b|\bMapMcp\b|\bHttpServletStreamable\w+|\bWebMvcStreamable\w+/g,
    'http',
  ],
  [/\bSseServer\b|\bWebMvcSse\w+|\bWebFluxSse\w+|\bHttpServletSse\w+/g, 'sse'],
];

/** The same of languages that are not read into the model. */
export function plainTransports(path: string, text: string): readonly Transport[] {
  return PLAIN.flatMap(([pattern, kind]) => {
    const [found] = [...text.matchAll(pattern)];
    if (!found) return [];
    const span = { start: found.index, end: found.index + found[0].length };
    return [{ kind, at: { file: path, span }, certain: true }];
  });
}
