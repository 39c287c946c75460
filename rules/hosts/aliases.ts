import type { Role } from './host.ts';

/** What a field is for, and whose word it is; '' where it is nobody's. */
export interface Alias {
  readonly role: Role;
  readonly owner: string;
}

/**
 * What hosts call the same thing. A key that stands here is no extra that a host may have learned since: where a host
 * reads another word for it, this one was meant for somebody else.
 */
export const ALIASES: Readonly<Record<string, Alias>> = Object.assign(Object.create(null), {
  command: { role: 'command', owner: 'most hosts' },
  // https://block.github.io/goose/docs/getting-started/using-extensions
  cmd: { role: 'command', owner: 'goose' },
  args: { role: 'arg', owner: 'most hosts' },
  arguments: { role: 'arg', owner: '' },
  env: { role: 'env', owner: 'most hosts' },
  envs: { role: 'env', owner: 'goose' },
  // https://opencode.ai/docs/mcp-servers
  environment: { role: 'env', owner: 'opencode' },
  envVars: { role: 'env', owner: '' },
  environmentVariables: { role: 'env', owner: '' },
  environment_variables: { role: 'env', owner: '' },
  url: { role: 'url', owner: 'most hosts' },
  // https://docs.windsurf.com/windsurf/cascade/mcp
  serverUrl: { role: 'url', owner: 'Windsurf' },
  // https://github.com/google-gemini/gemini-cli/blob/HEAD/docs/tools/mcp-server.md
  httpUrl: { role: 'url', owner: 'Gemini CLI' },
  // https://github.com/CherryHQ/cherry-studio
  baseUrl: { role: 'url', owner: 'Cherry Studio' },
  link: { role: 'url', owner: '' },
  endpoint: { role: 'url', owner: '' },
  uri: { role: 'url', owner: 'goose' },
  headers: { role: 'header', owner: 'most hosts' },
  // https://developers.openai.com/codex/mcp
  http_headers: { role: 'header', owner: 'Codex' },
  httpHeaders: { role: 'header', owner: '' },
  requestHeaders: { role: 'header', owner: '' },
} satisfies Record<string, Alias>);

/** The key without what people write differently: case, blanks, dashes and underscores. */
export function bareKey(key: string): string {
  return key.replace(/[\s_-]+/g, '').toLowerCase();
}
