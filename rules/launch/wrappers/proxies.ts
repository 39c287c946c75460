import { flagTable, readFlags, readScattered, valuesOf } from '../flags.ts';
import type { Part, Word } from '../launch.ts';
import { partOf } from '../word.ts';
import type { McpProxy, ProxyReading } from './proxy.ts';

const ADDRESS = /^(?:https?|wss?):\/\//i;

/** Known proxies, in alphabetical order of their ids. */
export const proxies: readonly McpProxy[] = [
  {
    id: 'fastmcp',
    names: ['fastmcp'],
    sources: ['https://gofastmcp.com/'],
    // It starts servers from files as well.
    read: (args) => (args.some((word) => address(word)) ? addresses(args) : undefined),
  },
  {
    id: 'inspector',
    names: ['mcp-inspector'],
    packages: ['@modelcontextprotocol/inspector', '@mcpjam/inspector'],
    sources: ['modelcontextprotocol/inspector:README.md'],
    read: (args) => addressesOrCommand(args, inspectorFlags),
  },
  {
    id: 'mcp-proxy',
    names: ['mcp-proxy'],
    packages: ['ghcr.io/sparfenyuk/mcp-proxy', '@punkpeye/mcp-proxy', 'mcp_proxy'],
    sources: ['sparfenyuk/mcp-proxy:README.md', 'punkpeye/mcp-proxy:README.md'],
    read: readMcpProxy,
  },
  {
    id: 'mcp-proxy-for-aws',
    names: ['mcp-proxy-for-aws'],
    packages: ['awslabs.mcp-proxy-for-aws'],
    sources: ['aws/mcp-proxy-for-aws:README.md'],
    read: (args) => addresses(args),
  },
  {
    id: 'mcp-remote',
    names: ['mcp-remote', 'mcp-remote-client'],
    sources: ['geelen/mcp-remote:README.md'],
    read: readMcpRemote,
  },
  {
    id: 'mcpo',
    names: ['mcpo'],
    packages: ['ghcr.io/open-webui/mcpo'],
    sources: ['open-webui/mcpo:README.md'],
    read: (args) => addressesOrCommand(args, mcpoFlags),
  },
  {
    id: 'smithery',
    names: ['smithery'],
    packages: ['@smithery/cli'],
    sources: ['smithery-ai/cli:README.md'],
    read: (args) => addresses(args),
  },
  {
    id: 'supergateway',
    names: ['supergateway'],
    packages: ['supercorp/supergateway', 'ghcr.io/supercorp-ai/supergateway'],
    sources: ['supercorp-ai/supergateway:README.md'],
    read: readSupergateway,
  },
];

/** What a package is called that connects to an address, when it is none of the above. */
const LIKE_A_PROXY = /(?:^|[-_/.])(?:remote|proxy|bridge|gateway|connect)(?:$|[-_/.])/;

/** Reads the arguments of anything whose name says that it is a proxy; undefined where it does not. */
export function readUnknownProxy(name: string, args: readonly Word[]): ProxyReading | undefined {
  return LIKE_A_PROXY.test(name.toLowerCase()) ? addresses(args) : undefined;
}

/** Every argument, or value of one, that is an address. */
function addresses(args: readonly Word[]): ProxyReading {
  return { urls: args.flatMap((word) => address(word) ?? []) };
}

function address(word: Word): Part | undefined {
  if (ADDRESS.test(word.value)) return partOf(word);
  const equals = word.value.startsWith('-') ? word.value.indexOf('=') + 1 : 0;
  return equals > 0 && ADDRESS.test(word.value.slice(equals)) ? partOf(word, equals) : undefined;
}

const remoteFlags = flagTable([
  '--header',
  '--host',
  '--transport',
  '--static-oauth-client-metadata',
  '--static-oauth-client-info',
  '--resource',
  '--auth-timeout',
  '--ignore-tool',
]);

/** The first word that is no flag, whatever it looks like: with a reference in it, it is an address as well. */
function readMcpRemote(args: readonly Word[]): ProxyReading {
  const [first] = readScattered(args, remoteFlags).others;
  return first ? { urls: [partOf(first)] } : { urls: [] };
}

const supergatewayFlags = flagTable([
  '--stdio',
  '--sse',
  '--streamableHttp',
  '--outputTransport',
  '--port',
  '--baseUrl',
  '--ssePath',
  '--messagePath',
  '--streamableHttpPath',
  '--header',
  '--oauth2Bearer',
  '--logLevel',
  '--healthEndpoint',
  '--protocolVersion',
  '--sessionTimeout',
]);

function readSupergateway(args: readonly Word[]): ProxyReading {
  const { flags } = readScattered(args, supergatewayFlags);
  return {
    urls: valuesOf(flags, '--sse', '--streamableHttp'),
    scripts: valuesOf(flags, '--stdio'),
  };
}

/** Headers, variables and named servers are two words: `--headers NAME VALUE`. */
const proxyFlags = flagTable(
  [
    '--port',
    '--sse-port',
    '--host',
    '--sse-host',
    '--transport',
    '--cwd',
    '--named-server-config',
    '--allow-origin',
    '--expose-header',
    '--log-level',
    '--client-id',
    '--client-secret',
    '--token-url',
    '--verify-ssl',
    '--endpoint',
    '--sseEndpoint',
    '--streamEndpoint',
    '--server',
    '--apiKey',
    '--requestTimeout',
    '--connectionTimeout',
  ],
  [],
  'stands-alone',
  ['-H --headers', '-e --env', '--named-server'],
);

function readMcpProxy(args: readonly Word[]): ProxyReading {
  const { flags, next } = readFlags(args, proxyFlags);
  const rest = args.slice(next);
  const scripts = valuesOf(flags, '--named-server');
  const [first] = rest;
  if (first && ADDRESS.test(first.value)) return { urls: [partOf(first)], scripts };
  return { urls: [], command: rest, scripts };
}

const inspectorFlags = flagTable([
  '-e',
  '--config',
  '--server',
  '--transport',
  '--method',
  '--tool-name',
  '--tool-arg',
  '--server-url',
  '--header',
  '--url',
  '--port',
]);
const mcpoFlags = flagTable([
  '--host -h --host',
  '-p --port',
  '-k --api-key',
  '--env',
  '--config -c --config',
  '--name',
  '--description',
  '--version',
  '--ssl-certfile',
  '--ssl-keyfile',
  '--path-prefix',
  '--server-type --type',
  '--header',
  '--log-level',
  '--cors-allow-origins',
]);

function addressesOrCommand(
  args: readonly Word[],
  table: ReturnType<typeof flagTable>,
): ProxyReading {
  const { flags, next } = readFlags(args, table);
  const rest = args.slice(next);
  const [first] = rest;
  const urls = valuesOf(flags, '--server-url', '--url');
  if (first && ADDRESS.test(first.value)) return { urls: [...urls, partOf(first)] };
  return { urls, command: rest };
}
