import { seeded } from '../fake.ts';

/** A config as most people have one: four servers, a token, a package that is not pinned, an address. */
export function typicalConfig(root = 'servers'): string {
  return JSON.stringify({ [root]: servers(1) }, null, 2);
}

/** So many configs like it, none of which shares a name, an address or a token with another. */
export function* differentConfigs(count: number, root: string): Iterable<string> {
  const all = Object.entries(servers(count));
  for (let index = 0; index < all.length; index += 4)
    yield JSON.stringify({ [root]: Object.fromEntries(all.slice(index, index + 4)) }, null, 2);
}

/** The same servers again and again, under names and with tokens of their own, until the text is that large. */
export function configOf(kibibytes: number): string {
  const one = typicalConfig().length / 1024;
  return JSON.stringify({ servers: servers(Math.max(1, Math.round(kibibytes / one))) }, null, 2);
}

/** A config with so many servers. */
export function configWith(count: number): string {
  const all = Object.entries(servers(Math.ceil(count / 4))).slice(0, count);
  return JSON.stringify({ servers: Object.fromEntries(all) }, null, 2);
}

function servers(times: number): object {
  const fake = seeded(11);
  const all: Record<string, object> = {};
  for (let index = 0; index < times; index += 1) {
    const mark = times === 1 ? '' : `-${index}`;
    all[`github${mark}`] = {
      command: 'npx',
      args: ['-y', '@modelcontextprotocol/server-github'],
      env: { GITHUB_TOKEN: fake.githubToken() },
    };
    all[`files${mark}`] = {
      command: 'npx',
      args: ['-y', '@modelcontextprotocol/server-filesystem@2.4.0', `./docs${mark}`],
    };
    all[`docs${mark}`] = {
      type: 'http',
      url: `https://mcp${mark}.acme.dev/mcp`,
      headers: { 'X-Region': 'eu' },
    };
    all[`fetch${mark}`] = { command: 'uvx', args: ['mcp-server-fetch==2026.11.11'] };
  }
  return all;
}
