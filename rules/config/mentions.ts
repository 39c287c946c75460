/** Keys without which no file of an unknown name is worth parsing. */
const MENTIONS_SERVERS =
  /"(?:mcpServers|servers|mcp|context_servers|mcp_servers|amp\.mcpServers)"\s*:|"(?:command|url|serverUrl|httpUrl)"\s*:\s*"/;

/** Keys that nobody uses for anything else. */
const NAMES_SERVERS = /"(?:mcpServers|context_servers|mcp_servers|amp\.mcpServers)"\s*:/;

/** Whether a text that cannot be read any closer lists MCP servers, by a key of it. */
export function namesServers(text: string): boolean {
  return NAMES_SERVERS.test(text);
}

/** Whether a text could list MCP servers. One quick look: a client decides by it what it sends to the server. */
export function mentionsServers(text: string): boolean {
  return MENTIONS_SERVERS.test(text);
}
