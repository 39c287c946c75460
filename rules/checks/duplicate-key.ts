import { type Node, type ObjectNode, pointerTo } from '../config/node.ts';
import { defineRule, type RuleContext } from '../rule.ts';

const messages = {
  twice: '"{key}" stands here twice; the host keeps the last one and drops this without a word.',
} as const;

export const duplicateKey = defineRule({
  meta: {
    id: 'duplicate-key',
    item: null,
    severity: 'warning',
    tier: 'default',
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
      for (const server of config.servers) walk(context, server.node, server.pointer);
    }
  },
});

/** Depth is bounded by the parser. */
function walk(context: RuleContext<typeof messages>, node: Node, pointer: string): void {
  if (node.kind === 'array') {
    for (const [index, item] of node.items.entries())
      walk(context, item, pointerTo(pointer, index));
  } else if (node.kind === 'object') {
    reportDuplicates(context, node, pointer);
    for (const { key, value } of node.properties) {
      if (value) walk(context, value, pointerTo(pointer, key.value));
    }
  }
}

function reportDuplicates(
  { report }: RuleContext<typeof messages>,
  { properties }: ObjectNode,
  pointer: string,
): void {
  const last = new Map(properties.map((property) => [property.key.value, property]));
  if (last.size === properties.length) return;
  for (const property of properties) {
    const { key } = property;
    const kept = last.get(key.value);
    if (!kept || kept === property) continue;
    report({
      message: 'twice',
      data: { key: key.value },
      span: key.spanOf(),
      pointer: pointerTo(pointer, key.value),
      related: [{ span: kept.key.spanOf(), message: 'This one is kept.' }],
    });
  }
}
