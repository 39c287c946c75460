import type { Server } from '../../config/config.ts';
import { type Property, pointerTo } from '../../document/node.ts';
import type { Severity } from '../../findings/finding.ts';
import type { Effect } from '../../hosts/entry.ts';
import type { Span } from '../../text/span.ts';

/** Where a statement about a field goes. */
interface FieldSpot {
  readonly span: Span;
  readonly pointer: string;
  readonly server: Server;
}

/** An entry by itself is a warning; every server of the file is an error. */
export function severityOf(effect: Effect | undefined): Severity {
  return effect === 'file' ? 'error' : 'warning';
}

/** What a fault costs, as an end of "…, so {host} {cost}". */
export function costOf(effect: Effect | undefined): string {
  return effect === 'file' ? 'refuses the whole file' : 'leaves this entry out';
}

/** The key of a field. */
export function keySpot(server: Server, { key }: Property): FieldSpot {
  return { span: key.spanOf(), pointer: pointerTo(server.pointer, key.value), server };
}

/** The name of a server, or the start of one that has none. */
export function nameSpot(server: Server): FieldSpot {
  const { node, nameNode, pointer } = server;
  const span = nameNode?.spanOf() ?? { start: node.span.start, end: node.span.start + 1 };
  return { span, pointer, server };
}
