import type { Format } from '../document/document.ts';

/** Keys without which no file of an unknown name is worth parsing. Quotes are a matter of taste in JSON5. */
const MENTIONS_SERVERS =
  /(?:\b(?:mcp[-_.]?servers?|context_servers|modelContextProtocolServers)|["'](?:servers|mcp))["']?\s*:|"(?:command|url|serverUrl|httpUrl)"\s*:\s*"/i;

/** The same in TOML and YAML, where a command or an address by itself is in half of all files. */
const MENTIONS_ELSEWHERE =
  /\b(?:mcp[-_.]?servers?|context_servers|modelContextProtocolServers)\b|^[ \t]*\[{0,2}["']?mcp["']?[ \t]*[.:\]]/im;

/** Keys that nobody uses for anything else. */
const NAMES_SERVERS = /"(?:mcpServers|context_servers|mcp_servers|amp\.mcpServers)"\s*:/;

/** Whether a text that cannot be read any closer lists MCP servers, by a key of it. */
export function namesServers(text: string): boolean {
  return NAMES_SERVERS.test(text);
}

/** Whether a text could list MCP servers. One quick look: a client decides by it what it sends to the server. */
export function mentionsServers(text: string, format: Format = 'json'): boolean {
  return (format === 'json' ? MENTIONS_SERVERS : MENTIONS_ELSEWHERE).test(text);
}
