import type { Listing } from '../../config/config.ts';
import { type Node, type ObjectNode, pointerTo } from '../../document/node.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { sentence } from '../../secrets/safe.ts';

const messages = {
  twice: '"{key}" is set twice: the host keeps the last one and ignores this.',
  refused: '"{key}" is set twice: {host} refuses the whole file.',
} as const;

export const duplicateKey = defineRule({
  meta: {
    id: 'duplicate-key',
    subject: 'config',
    items: [],
    severity: 'warning',
    tier: 'default',
    fix: 'none',
    since: '0.1.0',
    doneWith: 'file',
    disabledServers: true,
    finds: 'one key twice in one object',
    why: 'A reviewer reads the first, the host starts the last.',
    needsFacts: true,
    standards: { cwe: [694, 706], owaspMcp: ['MCP03', 'MCP09'], owaspLlm: [], cosai: ['MCP-T6'] },
  },
  messages,
  check(context) {
    const { config, facts } = context;
    // VS Code's JSON support marks the second one itself.
    if (facts.syntaxReported && config.document.format === 'json') return;
    if (config.host.dedicated) {
      for (const root of config.document.roots) walk(context, root, '');
    } else {
      const seen = new Set<string>();
      for (const listing of config.listings) walkAlong(context, listing, seen);
      for (const server of config.servers) walk(context, server.node, server.pointer);
    }
  },
});

/**
 * Depth is bounded by the parser.
 *
 * @param steps from `top` to the node; written out only where there is something to say
 */
function walk(
  context: RuleContext<typeof messages>,
  node: Node,
  top: string,
  steps: (string | number)[] = [],
): void {
  if (node.kind === 'array') {
    for (const [index, item] of node.items.entries()) {
      if (item.kind === 'text' || item.kind === 'scalar') continue;
      steps.push(index);
      walk(context, item, top, steps);
      steps.pop();
    }
  } else if (node.kind === 'object') {
    if (hasDuplicates(node)) reportDuplicates(context, node, steps.reduce(pointerTo, top));
    for (const { key, value } of node.properties) {
      if (!value || value.kind === 'text' || value.kind === 'scalar') continue;
      steps.push(key.value);
      walk(context, value, top, steps);
      steps.pop();
    }
  }
}

/** The way to the servers and their names, in a file of which the rest is none of our business. */
function walkAlong(
  context: RuleContext<typeof messages>,
  { root, steps, node, pointer }: Listing,
  seen: Set<string>,
): void {
  let parent: Node | undefined = root;
  let above = '';
  for (const step of steps) {
    if (parent?.kind !== 'object') return;
    const place = pointerTo(above, step);
    if (hasDuplicates(parent) && !seen.has(place)) reportDuplicates(context, parent, above, step);
    seen.add(place);
    parent = parent.properties.findLast(({ key }) => key.value === step)?.value;
    above = pointerTo(above, step);
  }
  if (node.kind === 'object' && hasDuplicates(node)) reportDuplicates(context, node, pointer);
}

/** Up to so many keys, comparing all with all is quicker than any other way. */
const FEW = 12;

function hasDuplicates({ properties }: ObjectNode): boolean {
  if (properties.length > FEW)
    return new Set(properties.map(({ key }) => key.value)).size < properties.length;
  for (let one = 1; one < properties.length; one += 1) {
    const name = properties[one]?.key.value;
    for (let other = 0; other < one; other += 1)
      if (properties[other]?.key.value === name) return true;
  }
  return false;
}

function reportDuplicates(
  { config, file, report }: RuleContext<typeof messages>,
  { properties }: ObjectNode,
  pointer: string,
  only?: string,
): void {
  const refused = config.host.refuses?.twice === 'file';
  const last = new Map(properties.map((property) => [property.key.value, property]));
  for (const property of properties) {
    const { key } = property;
    const kept = last.get(key.value);
    // A name that is missing is not there twice.
    if (!kept || kept === property || key.span.start === key.span.end) continue;
    if (only !== undefined && key.value !== only) continue;
    report({
      message: refused ? 'refused' : 'twice',
      data: { key: key.value, host: config.host.label },
      ...(refused && { severity: 'error' }),
      span: key.spanOf(),
      pointer: pointerTo(pointer, key.value),
      related: [
        {
          at: { file, span: kept.key.spanOf() },
          message: refused ? sentence`And here.` : sentence`This one is kept.`,
        },
      ],
    });
  }
}
