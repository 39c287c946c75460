import type { Server } from './config.ts';

/** One of them. */
export interface Gateway {
  readonly name: string;
  readonly source: string;
  /** Whose log on this machine can be read; missing where nobody documents one. */
  readonly log?: 'Janee';
}

/**
 * Gateways and proxies that log which server made which call, by package, image or program.
 * Checked 2026-11.
 */
const GATEWAYS: readonly Gateway[] = [
  {
    name: '@true-and-useful/janee',
    source: 'https://github.com/rsdouglas/janee',
    log: 'Janee',
  },
  { name: 'janee', source: 'https://github.com/rsdouglas/janee', log: 'Janee' },
  { name: 'docker/mcp-gateway', source: 'https://github.com/docker/mcp-gateway' },
];

const byName = new Map(GATEWAYS.map((it) => [it.name, it]));

/** The gateway that a server is, so that what runs behind it is logged; undefined for any other. */
export function gatewayOf({ launch }: Server): Gateway | undefined {
  if (!launch) return undefined;
  const [program, first, second] = [
    launch.program.value,
    ...launch.serverArgs.map(({ value }) => value),
  ];
  if (program === 'docker' && first === 'mcp' && second === 'gateway')
    return byName.get('docker/mcp-gateway');
  const names = [program, ...launch.packages.map(({ name }) => name)];
  return names.map((it) => byName.get(it)).find((it) => it !== undefined);
}
