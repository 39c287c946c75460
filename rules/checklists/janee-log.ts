import type { AuditLog } from '../findings/audit.ts';

const DAY = 24 * 60 * 60 * 1000;
/** Clocks differ. */
const AHEAD = 5 * 60 * 1000;

/**
 * What Janee's log says of the last 24 hours (`src/core/audit.ts` of rsdouglas/janee 0.16: one JSON object a line, with
 * `timestamp`, `service`, `agentId`, `denied`). Of each line these are taken and nothing else: bodies of requests are in
 * it as well. Throws nothing.
 *
 * @param texts the log's files
 * @param now milliseconds since 1970
 * @param cut whether more stands in front of what was read
 */
export function readJaneeLog(texts: readonly string[], now: number, cut: boolean): AuditLog {
  const services = new Set<string>();
  const agents = new Set<string>();
  const amount = { calls: 0, denied: 0, unnamed: 0 };
  for (const line of texts.flatMap((text) => text.split('\n'))) {
    const event = eventIn(line);
    const age = event ? now - Date.parse(event.timestamp) : Number.NaN;
    if (!event || !(age < DAY && age > -AHEAD)) continue;
    amount.calls += 1;
    services.add(event.service);
    if (event.denied) amount.denied += 1;
    if (event.agentId === undefined) amount.unnamed += 1;
    else agents.add(event.agentId);
  }
  const sorted = (names: ReadonlySet<string>) => [...names].sort();
  return { gateway: 'Janee', services: sorted(services), agents: sorted(agents), ...amount, cut };
}

/** Undefined for a line that is none, such as the half of one that the reading began with. */
function eventIn(line: string) {
  if (!line.startsWith('{')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { timestamp, service, agentId, denied } = value as Record<string, unknown>;
  if (typeof timestamp !== 'string' || typeof service !== 'string') return undefined;
  return {
    timestamp,
    service,
    denied: denied === true,
    agentId: typeof agentId === 'string' && agentId !== '' ? agentId : undefined,
  };
}
