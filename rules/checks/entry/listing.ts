import type { Listing } from '../../config/config.ts';
import { type Node, pointerTo } from '../../document/node.ts';
import type { Host } from '../../hosts/host.ts';
import { isPlainList } from '../../hosts/host.ts';
import { generic } from '../../hosts/index.ts';
import { severityOf } from './fault.ts';
import type { Context } from './invalid-messages.ts';

/** A list where names belong or the other way round, and what is no entry at all. */
export function checkListings({ config, facts, report }: Context): void {
  const { host, listings } = config;
  if (host.id === generic.id) return;
  // There the editor has a schema, which says the same.
  if (facts.syntaxReported === true && isPlainList(host)) return;
  const severity = severityOf(host.refuses?.kinds);
  for (const listing of listings) {
    const { node, pointer, steps, key } = listing;
    if (steps.length === 0) continue;
    const wanted = wantedBy(host, listing);
    if (wanted !== undefined && wanted !== node.kind && isFilled(node)) {
      const message = wanted === 'array' ? 'mapped' : 'listed';
      const data = { host: host.label, right: steps.join('.') };
      const span = key?.spanOf() ?? { start: node.span.start, end: node.span.start + 1 };
      report({ message, data, span, pointer, severity, unlessTorn: true });
    }
    if (node.kind !== 'object') continue;
    for (const { key: name, value } of node.properties) {
      if (!value || !isNoEntry(value) || isRemark(name.value)) continue;
      const data = { host: host.label, server: name.value };
      const at = { span: value.span, pointer: pointerTo(pointer, name.value) };
      report({ message: 'entry', data, ...at, severity, unlessTorn: true });
    }
  }
}

/** Only where somebody has read what the host does. */
function wantedBy(host: Host, { steps }: Listing): 'array' | 'object' | undefined {
  const root = host.roots.find(
    ({ path }) =>
      path.length === steps.length &&
      path.every((step, index) => step === '*' || step === steps[index]),
  );
  if (root?.shape === 'list') return 'array';
  return host.confidence === 'high' ? 'object' : undefined;
}

/** An empty one may become the other yet. */
function isFilled(node: Node): boolean {
  if (node.kind === 'array') return node.items.some(({ kind }) => kind === 'object');
  return node.kind === 'object' && node.properties.some(({ value }) => value?.kind === 'object');
}

function isNoEntry(value: Node): boolean {
  return value.kind === 'text' || value.kind === 'array';
}

/** What people write between entries, as JSON has no comments. */
function isRemark(key: string): boolean {
  return /^(?:[_$#/]|comments?$)/i.test(key);
}
