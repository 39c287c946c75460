import { familyOf } from '../hosts/index.ts';
import { defineRule } from '../rule.ts';
import { sentence } from '../secrets/safe.ts';

export const shadowedServer = defineRule({
  meta: {
    id: 'shadowed-server',
    item: null,
    severity: 'information',
    tier: 'default',
    disabledServers: false,
    finds: 'one server name in two configs of one host',
    why: 'Only one of them starts, and which one depends on the host; a repository can replace a server you trust.',
    needsFacts: true,
    standards: { cwe: [694, 706], owaspMcp: ['MCP09'], owaspLlm: [], cosai: ['MCP-T6'] },
  },
  messages: {
    shadowed: '"{name}" is also listed in {path}; only one of the two starts.',
  },
  check({ config, facts, report }) {
    const family = familyOf(config.host);
    const others = (facts.others ?? []).filter((other) => other.family === family);
    if (others.length === 0) return;
    for (const server of config.servers) {
      if (!server.read || !server.nameNode) continue;
      for (const other of others) {
        const twin = other.servers.find(({ name }) => name === server.name);
        if (!twin) continue;
        report({
          message: 'shadowed',
          data: { name: server.name, path: other.path },
          span: server.nameNode.spanOf(),
          pointer: server.pointer,
          server,
          related: [{ path: other.path, range: twin.range, message: sentence`The other one.` }],
        });
      }
    }
  },
});
