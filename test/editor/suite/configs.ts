/** Configs to type, with made-up credentials. */
import { fake } from '../../fake.ts';

/** Another one for every test: the server may remember what it has seen. */
export function githubToken(): string {
  return fake.githubFineGrained();
}

export function vscodeConfig(token: string): string {
  return withServers('servers', {
    github: {
      command: 'npx',
      args: ['-y', '@acme/github-mcp@1.2.3'],
      env: { GITHUB_TOKEN: token },
    },
  });
}

export function otherConfig(token: string): string {
  return vscodeConfig(token).replace('"servers"', '"mcpServers"');
}

export function withServers(rootKey: string, servers: Record<string, unknown>): string {
  return `${JSON.stringify({ [rootKey]: servers }, null, 2)}\n`;
}
