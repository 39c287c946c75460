import { boundRelated } from '../../engine/limits.ts';
import { defineRule } from '../../engine/rule.ts';
import { sentence } from '../../secrets/safe.ts';

export const shadowedServer = defineRule({
  meta: {
    id: 'shadowed-server',
    subject: 'config',
    items: [],
    severity: 'information',
    tier: 'default',
    fix: 'none',
    since: '0.1.0',
    disabledServers: false,
    finds: 'one server name in two configs of one host',
    why: 'Only one of them starts, and which one depends on the host; a repository can replace a server you trust.',
    needsFacts: true,
    standards: { cwe: [694, 706], owaspMcp: ['MCP09'], owaspLlm: [], cosai: ['MCP-T6'] },
  },
  messages: {
    shadowed: '"{name}" is also listed in {path}; only one of the two starts.',
    several: '"{name}" is also listed in {path} and in {count} more; only one of them starts.',
  },
  check({ config, facts: { namesakes }, report }) {
    if (!namesakes) return;
    for (const server of config.servers) {
      if (!server.read || !server.nameNode) continue;
      const { places, count } = namesakes(server.name);
      const [first] = places;
      if (!first) continue;
      const more = count - 1;
      report({
        message: more > 0 ? 'several' : 'shadowed',
        data: {
          name: server.name,
          path: first.path,
          count: String(more),
        },
        span: server.nameNode.spanOf(),
        pointer: server.pointer,
        server,
        related: boundRelated(
          places.map(({ path: file, range }) => ({
            at: { file, range },
            message: sentence`The other one.`,
          })),
          count,
        ),
      });
    }
  },
});
