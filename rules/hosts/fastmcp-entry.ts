import type { Host } from './host.ts';
import { commonFields } from './host.ts';

/**
 * What an entry holds in hosts that hand their file to FastMCP: `MCPConfig` of src/fastmcp/mcp_config.py. An entry that
 * fits neither of its two forms fails the whole file; what it does not know, it passes over.
 */
export const fastmcpEntry = {
  fields: { ...commonFields, type: ['transport'], envFile: [] },
  // Headers and arguments have to be texts; a number among the variables is taken.
  reads: {
    command: 'text',
    args: 'texts',
    env: 'map',
    cwd: 'text',
    url: 'text',
    headers: 'text-map',
    transport: 'text',
    type: 'any',
    auth: 'any',
    authentication: 'any',
  },
  ignores: ['envFile'],
  transports: ['stdio', 'http', 'streamable-http', 'sse'],
  refuses: { kinds: 'file', nothing: 'file', type: 'file' },
} as const satisfies Partial<Host>;
