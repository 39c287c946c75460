import { seeded } from '../fake.ts';

/** Configs with one of everything, written as people write them. */

export const tokens = seeded(42);

export const VSCODE = 'file:///w/.vscode/mcp.json';
export const CURSOR = 'file:///w/.cursor/mcp.json';

export function vscodeConfig(token: string): string {
  return written({
    servers: {
      github: {
        command: 'npx',
        args: ['-y', '@acme/github-mcp'],
        env: { GITHUB_TOKEN: token },
      },
      api: { url: 'http://api.example.com/mcp' },
    },
  });
}

export function cursorConfig(token: string): string {
  return written({
    mcpServers: { fetch: { command: 'uvx', args: ['mcp-server-fetch'], env: { API_KEY: token } } },
  });
}

export const clean: string = written({
  servers: { docs: { url: 'https://docs.example.com/mcp' } },
});

export function written(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
