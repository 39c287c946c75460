import type { Ecosystem } from '../findings/ecosystem.ts';
import { memoize } from '../text/memory.ts';

/** How a server is told to write nothing. The first way that fits the entry is the one the fix uses. */
export interface ReadOnly {
  /** A flag of its own: `--read-only`, or one with a value: `--access-mode=restricted`. */
  readonly flag?: string;
  readonly env?: readonly [name: string, value: string];
  /** A parameter of its address. */
  readonly query?: readonly [name: string, value: string];
  /** A last part of its address. */
  readonly path?: string;
  readonly header?: string;
}

/** A server that many people use: what it is called, and what of it is worth knowing here. */
export interface KnownServer {
  readonly label: string;
  readonly npm?: readonly string[];
  readonly pypi?: readonly string[];
  readonly images?: readonly string[];
  /** Hosts and paths of its own service. */
  readonly urls?: readonly string[];
  readonly readOnly?: ReadOnly;
  /** Flags that hand over a folder, or `arguments` where every argument is one. */
  readonly folders?: 'arguments' | readonly string[];
  /** A flag for a secret, and the variable that does the same. */
  readonly secretFlags?: Readonly<Record<string, string>>;
  readonly source: string;
}

/** When the facts below were last read. */
export const checked = '2026-11';

/** In alphabetical order of their labels. */
export const servers: readonly KnownServer[] = [
  {
    label: 'Argo CD',
    npm: ['argocd-mcp'],
    source: 'https://github.com/argoproj-labs/mcp-for-argocd',
  },
  {
    label: 'Atlassian',
    pypi: ['mcp-atlassian'],
    images: ['ghcr.io/sooperset/mcp-atlassian'],
    readOnly: { flag: '--read-only', env: ['READ_ONLY_MODE', 'true'] },
    source: 'https://github.com/sooperset/mcp-atlassian',
  },
  {
    label: 'AWS API',
    pypi: ['awslabs.aws-api-mcp-server'],
    readOnly: { env: ['READ_OPERATIONS_ONLY', 'true'] },
    source: 'https://github.com/awslabs/mcp/tree/main/src/aws-api-mcp-server',
  },
  {
    label: 'Azure',
    npm: ['@azure/mcp'],
    readOnly: { flag: '--read-only' },
    source: 'https://github.com/microsoft/mcp/tree/main/servers/Azure.Mcp.Server',
  },
  {
    label: 'Brave Search',
    npm: ['@brave/brave-search-mcp-server'],
    source: 'https://github.com/brave/brave-search-mcp-server',
  },
  {
    label: 'Chrome DevTools',
    npm: ['chrome-devtools-mcp'],
    source: 'https://github.com/ChromeDevTools/chrome-devtools-mcp',
  },
  {
    label: 'Context7',
    npm: ['@upstash/context7-mcp'],
    secretFlags: { '--api-key': 'CONTEXT7_API_KEY' },
    source: 'https://github.com/upstash/context7',
  },
  {
    label: 'Desktop Commander',
    npm: ['@wonderwhy-er/desktop-commander'],
    source: 'https://github.com/wonderwhy-er/DesktopCommanderMCP',
  },
  {
    label: 'Everything',
    npm: ['@modelcontextprotocol/server-everything'],
    source: 'https://github.com/modelcontextprotocol/servers/tree/main/src/everything',
  },
  {
    label: 'Fetch',
    pypi: ['mcp-server-fetch'],
    source: 'https://github.com/modelcontextprotocol/servers/tree/main/src/fetch',
  },
  {
    label: 'Figma (Framelink)',
    npm: ['figma-developer-mcp'],
    secretFlags: { '--figma-api-key': 'FIGMA_API_KEY' },
    source: 'https://github.com/GLips/Figma-Context-MCP',
  },
  {
    label: 'Filesystem',
    npm: ['@modelcontextprotocol/server-filesystem'],
    folders: 'arguments',
    source: 'https://github.com/modelcontextprotocol/servers/tree/main/src/filesystem',
  },
  {
    label: 'Firecrawl',
    npm: ['firecrawl-mcp'],
    source: 'https://github.com/firecrawl/firecrawl-mcp-server',
  },
  {
    label: 'Git',
    pypi: ['mcp-server-git'],
    folders: ['--repository', '-r'],
    source: 'https://github.com/modelcontextprotocol/servers/tree/main/src/git',
  },
  {
    label: 'GitHub',
    images: ['ghcr.io/github/github-mcp-server'],
    urls: ['api.githubcopilot.com/mcp'],
    readOnly: {
      env: ['GITHUB_READ_ONLY', '1'],
      flag: '--read-only',
      path: 'readonly',
      header: 'X-MCP-Readonly',
    },
    source: 'https://github.com/github/github-mcp-server#read-only-mode',
  },
  {
    label: 'GitLab',
    npm: ['@zereight/mcp-gitlab'],
    readOnly: { env: ['GITLAB_READ_ONLY_MODE', 'true'] },
    source: 'https://github.com/zereight/gitlab-mcp',
  },
  {
    label: 'Grafana',
    pypi: ['mcp-grafana'],
    images: ['grafana/mcp-grafana', 'mcp/grafana'],
    readOnly: { flag: '--disable-write' },
    source: 'https://github.com/grafana/mcp-grafana',
  },
  {
    label: 'Inspector',
    npm: ['@modelcontextprotocol/inspector'],
    source: 'https://github.com/modelcontextprotocol/inspector',
  },
  {
    label: 'Kubernetes (containers)',
    npm: ['kubernetes-mcp-server'],
    pypi: ['kubernetes-mcp-server'],
    readOnly: { flag: '--read-only' },
    source: 'https://github.com/containers/kubernetes-mcp-server',
  },
  {
    label: 'Kubernetes (Flux159)',
    npm: ['mcp-server-kubernetes'],
    readOnly: { env: ['ALLOW_ONLY_READONLY_TOOLS', 'true'] },
    source: 'https://github.com/Flux159/mcp-server-kubernetes',
  },
  {
    label: 'MarkItDown',
    pypi: ['markitdown-mcp'],
    source: 'https://github.com/microsoft/markitdown/tree/main/packages/markitdown-mcp',
  },
  {
    label: 'mcp-proxy',
    pypi: ['mcp-proxy'],
    npm: ['mcp-proxy'],
    source: 'https://github.com/sparfenyuk/mcp-proxy',
  },
  {
    label: 'mcp-remote',
    npm: ['mcp-remote'],
    source: 'https://github.com/geelen/mcp-remote',
  },
  {
    label: 'Memory',
    npm: ['@modelcontextprotocol/server-memory'],
    source: 'https://github.com/modelcontextprotocol/servers/tree/main/src/memory',
  },
  {
    label: 'MongoDB',
    npm: ['mongodb-mcp-server'],
    images: ['mongodb/mongodb-mcp-server'],
    readOnly: { flag: '--readOnly', env: ['MDB_MCP_READ_ONLY', 'true'] },
    source: 'https://github.com/mongodb-js/mongodb-mcp-server',
  },
  {
    label: 'Notion',
    npm: ['@notionhq/notion-mcp-server'],
    source: 'https://github.com/makenotion/notion-mcp-server',
  },
  {
    label: 'Playwright',
    npm: ['@playwright/mcp'],
    source: 'https://github.com/microsoft/playwright-mcp',
  },
  {
    label: 'Postgres (crystaldba)',
    pypi: ['postgres-mcp'],
    images: ['crystaldba/postgres-mcp'],
    readOnly: { flag: '--access-mode=restricted' },
    source: 'https://github.com/crystaldba/postgres-mcp',
  },
  {
    label: 'Sequential Thinking',
    npm: ['@modelcontextprotocol/server-sequential-thinking'],
    source: 'https://github.com/modelcontextprotocol/servers/tree/main/src/sequentialthinking',
  },
  {
    label: 'Supabase',
    npm: ['@supabase/mcp-server-supabase'],
    urls: ['mcp.supabase.com/mcp'],
    readOnly: { flag: '--read-only', query: ['read_only', 'true'] },
    secretFlags: { '--access-token': 'SUPABASE_ACCESS_TOKEN' },
    source: 'https://github.com/supabase-community/supabase-mcp',
  },
  {
    label: 'supergateway',
    npm: ['supergateway'],
    source: 'https://github.com/supercorp-ai/supergateway',
  },
  {
    label: 'Task Master',
    npm: ['task-master-ai'],
    source: 'https://github.com/eyaltoledano/claude-task-master',
  },
  {
    label: 'Tavily',
    npm: ['tavily-mcp'],
    source: 'https://github.com/tavily-ai/tavily-mcp',
  },
  {
    label: 'Time',
    pypi: ['mcp-server-time'],
    source: 'https://github.com/modelcontextprotocol/servers/tree/main/src/time',
  },
];

const byPackage = new Map<string, KnownServer>();
for (const server of servers) {
  for (const name of server.npm ?? []) byPackage.set(`npm:${name}`, server);
  for (const name of server.pypi ?? []) byPackage.set(`pypi:${canonical('pypi', name)}`, server);
  for (const name of server.images ?? []) byPackage.set(`oci:${name}`, server);
}

/** One spelling per package: npm's names are lower case, PyPI's know one separator (PEP 503). */
export function canonical(ecosystem: Ecosystem, name: string): string {
  const lower = name.toLowerCase();
  return ecosystem === 'pypi' ? lower.replace(/[-_.]+/g, '-') : lower;
}

/** What a package goes by in this catalog, `npm:@scope/name`: each of its tables is asked for it. */
export function packageKey(ecosystem: Ecosystem, name: string): string {
  const known = keys.get(ecosystem);
  if (known) return known(name);
  const keyOf = memoize((it) => `${ecosystem}:${canonical(ecosystem, it)}`, 1000);
  keys.set(ecosystem, keyOf);
  return keyOf(name);
}

const keys = new Map<Ecosystem, (name: string) => string>();

/** The known server a package is; undefined for all others. */
export function knownServer(ecosystem: Ecosystem, name: string): KnownServer | undefined {
  const image =
    ecosystem === 'oci' ? name.replace(/^(?:docker\.io|index\.docker\.io)\//, '') : name;
  return byPackage.get(packageKey(ecosystem, image));
}

/** The known server at an address. */
export function knownService(url: string): KnownServer | undefined {
  const rest = /^https?:\/\/(.*)$/i.exec(url)?.[1]?.toLowerCase();
  if (rest === undefined) return undefined;
  return services.find(
    ({ url }) => rest.startsWith(url) && /^(?:[/?#]|$)/.test(rest.slice(url.length)),
  )?.server;
}

const services = servers.flatMap((server) => (server.urls ?? []).map((url) => ({ url, server })));
