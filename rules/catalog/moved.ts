import type { Ecosystem } from '../findings/ecosystem.ts';
import { packageKey } from './servers.ts';

/** A package that its authors left behind. */
export interface MovedPackage {
  /** What became of it, as an end of "it …". */
  readonly became: string;
  /** What to use instead, in words; '' where nobody named anything. */
  readonly instead: string;
  /** The package to put in its place, where that takes the same arguments and variables. */
  readonly successor?: string;
  readonly source: string;
}

/** An address that is answered no longer. */
export interface MovedService {
  /** The whole address, without parameters. */
  readonly pattern: RegExp;
  readonly since: string;
  /** The part to put in place of the pattern's match at the end. */
  readonly from: string;
  readonly to: string;
  readonly source: string;
}

/** When the rows below were last read. */
export const checked = '2026-11';

const ARCHIVED = 'https://github.com/modelcontextprotocol/servers-archived';
const archived = (instead: string, successor?: MovedPackage['successor']): MovedPackage => ({
  became: 'is archived and gets no security fixes',
  instead,
  ...(successor !== undefined && { successor }),
  source: ARCHIVED,
});
const onPypi = (instead: string): MovedPackage => ({
  became: 'was never published on npm',
  instead,
  source: 'https://github.com/modelcontextprotocol/servers',
});

/** By ecosystem and canonical name. */
export const movedPackages: Readonly<Record<string, MovedPackage>> = {
  'npm:@modelcontextprotocol/server-aws-kb-retrieval': archived(''),
  // The same tools and the same variable, by the vendor: its README says so.
  'npm:@modelcontextprotocol/server-brave-search': archived(
    '@brave/brave-search-mcp-server',
    '@brave/brave-search-mcp-server',
  ),
  'npm:@modelcontextprotocol/server-everart': archived(''),
  'npm:@modelcontextprotocol/server-fetch': onPypi('uvx mcp-server-fetch'),
  'npm:@modelcontextprotocol/server-gdrive': archived(''),
  'npm:@modelcontextprotocol/server-git': onPypi('uvx mcp-server-git'),
  'npm:@modelcontextprotocol/server-github': archived('ghcr.io/github/github-mcp-server'),
  'npm:@modelcontextprotocol/server-gitlab': archived(''),
  'npm:@modelcontextprotocol/server-google-maps': archived(''),
  'npm:@modelcontextprotocol/server-postgres': archived(''),
  'npm:@modelcontextprotocol/server-puppeteer': archived('@playwright/mcp'),
  'npm:@modelcontextprotocol/server-redis': archived('the server of Redis itself'),
  'npm:@modelcontextprotocol/server-slack': archived(''),
  'npm:@modelcontextprotocol/server-sqlite': onPypi(''),
  'npm:@modelcontextprotocol/server-time': onPypi('uvx mcp-server-time'),
  'pypi:mcp-server-sentry': archived('https://mcp.sentry.dev/mcp'),
  'pypi:mcp-server-sqlite': archived(''),
};

export const movedServices: readonly MovedService[] = [
  {
    pattern: /^https:\/\/mcp\.atlassian\.com\/v1\/sse\/?$/i,
    since: '30 June 2026',
    from: '/sse',
    to: '/mcp',
    source:
      'https://community.atlassian.com/forums/Atlassian-Remote-MCP-Server/HTTP-SSE-Deprecation-Notice/ba-p/3205484',
  },
  {
    pattern: /^https:\/\/mcp\.[\w.-]*keboola\.com\/sse\/?$/i,
    since: '1 April 2026',
    from: '/sse',
    to: '/mcp',
    source: 'https://changelog.keboola.com/sse-transport-deprecation-migration-to-streamable-http/',
  },
];

/** What became of a package; undefined where nothing did. */
export function movedPackageOf(ecosystem: Ecosystem, name: string): MovedPackage | undefined {
  const key = packageKey(ecosystem, name);
  return Object.hasOwn(movedPackages, key) ? movedPackages[key] : undefined;
}

/** What became of an address, and where in it the part to replace stands. */
export function movedServiceAt(
  url: string,
): { readonly service: MovedService; readonly start: number; readonly end: number } | undefined {
  const end = url.search(/[?#]/) < 0 ? url.length : url.search(/[?#]/);
  const service = movedServices.find(({ pattern }) => pattern.test(url.slice(0, end)));
  if (!service) return undefined;
  const start = url.slice(0, end).lastIndexOf(service.from);
  return { service, start, end: start + service.from.length };
}
