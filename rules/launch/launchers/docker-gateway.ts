import { flagTable, readScattered } from '../flags.ts';
import { dockerOuter } from './docker-flags.ts';
import type { Launcher } from './launcher.ts';

const table = flagTable([
  '--servers',
  '--tools',
  '--secrets',
  '--catalog',
  '--config',
  '--registry',
  '--port',
  '--transport',
  '--interceptor',
  '--memory',
  '--cpus',
  '--oci-ref',
]);

/** Docker's MCP gateway: one entry, many servers, which its catalog names. */
export const dockerGateway: Launcher = {
  id: 'docker-mcp-gateway',
  names: ['docker mcp gateway run'],
  outer: dockerOuter,
  sources: ['docker/mcp-gateway:cmd/docker-mcp/commands/gateway.go'],
  read({ flags: outer, words }) {
    const { flags } = readScattered(words, table);
    return { flags: [...outer, ...flags], packages: [], starts: { kind: 'nothing', args: words } };
  },
};
