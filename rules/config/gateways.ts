import type { Server } from './config.ts';

/**
 * Gateways and proxies that log which server made which call, by package, image or program.
 * Checked 2026-11.
 */
const GATEWAYS: readonly { readonly name: string; readonly source: string }[] = [
  { name: '@true-and-useful/janee', source: 'https://github.com/rsdouglas/janee' },
  { name: 'janee', source: 'https://github.com/rsdouglas/janee' },
  { name: 'docker/mcp-gateway', source: 'https://github.com/docker/mcp-gateway' },
];

const names = new Set(GATEWAYS.map(({ name }) => name));

/** Whether a server is such a gateway, so that what runs behind it is logged. */
export function isGateway({ launch }: Server): boolean {
  if (!launch) return false;
  const [program, first, second] = [
    launch.program.value,
    ...launch.serverArgs.map(({ value }) => value),
  ];
  if (program === 'docker' && first === 'mcp' && second === 'gateway') return true;
  return names.has(program) || launch.packages.some(({ name }) => names.has(name));
}
