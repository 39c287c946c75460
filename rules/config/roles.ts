import { at, type Node, type ObjectNode } from '../document/node.ts';
import type { Role } from '../hosts/host.ts';
import type { Transport } from './config.ts';

/**
 * What a key of a server entry is for, whoever reads the file. A key that this host ignores keeps its
 * role: the token in it leaks all the same.
 */
export const ROLES: Readonly<Record<string, Role>> = Object.assign(Object.create(null), {
  command: 'command',
  cmd: 'command',
  args: 'arg',
  env: 'env',
  envs: 'env',
  environment: 'env',
  environmentVariables: 'env',
  environment_variables: 'env',
  headers: 'header',
  http_headers: 'header',
  requestHeaders: 'header',
  url: 'url',
  serverUrl: 'url',
  httpUrl: 'url',
  baseUrl: 'url',
  endpoint: 'url',
  uri: 'url',
  link: 'url',
  cwd: 'cwd',
  working_directory: 'cwd',
  workingDirectory: 'cwd',
  envFile: 'envFile',
  env_file: 'envFile',
} satisfies Record<string, Role>);

/** The values of `type`, and what they come down to. */
export const TRANSPORTS: Readonly<Record<string, Transport>> = Object.assign(Object.create(null), {
  stdio: 'stdio',
  local: 'stdio',
  http: 'http',
  https: 'http',
  remote: 'http',
  'streamable-http': 'http',
  streamableHttp: 'http',
  streamable_http: 'http',
  sse: 'sse',
  ws: 'ws',
  websocket: 'ws',
} satisfies Record<string, Transport>);

/** Whether a value could be a server entry: it names something to start or to connect to. */
export function looksLikeServer(node: Node | undefined): node is ObjectNode {
  if (node?.kind !== 'object') return false;
  for (const { key, value } of node.properties) {
    if (!value || value.kind === 'object' || value.kind === 'scalar') continue;
    const role = ROLES[key.value];
    if (role === 'command' || (role === 'arg' && value.kind === 'array')) return true;
    if (role === 'url' && value.kind === 'text' && value.value.includes('://')) return true;
  }
  return false;
}

/** Whether a map or list has a server in it. */
export function isServerMap(node: Node): boolean {
  if (node.kind === 'array') return node.items.some((item) => looksLikeServer(item));
  return node.kind === 'object' && node.properties.some(({ value }) => looksLikeServer(value));
}

/** More than a command or an address by itself, as much else has one of these. */
export function isPlainlyServer(node: Node | undefined): node is ObjectNode {
  if (!looksLikeServer(node)) return false;
  const has = (...keys: string[]): boolean => keys.some((key) => at(node, [key]) !== undefined);
  if (has('command')) return has('args', 'env', 'environment');
  const type = at(node, ['type']);
  // `"repository": {"type": "git", "url": …}`
  return has('transport', 'headers') || (type?.kind === 'text' && type.value in TRANSPORTS);
}
