import { property } from '../../document/node.ts';
import { defineRule } from '../../engine/rule.ts';

export const deprecatedSseTransport = defineRule({
  meta: {
    id: 'deprecated-sse-transport',
    subject: 'config',
    items: ['production/5'],
    severity: 'hint',
    tier: 'default',
    fix: 'none',
    since: '0.1.0',
    tags: ['deprecated'],
    doneWith: 'server',
    disabledServers: false,
    finds: 'a server that is reached over the HTTP+SSE transport of 2024',
    why: 'Streamable HTTP took its place in March 2025; services have begun to switch the old one off.',
    standards: { cwe: [477], owaspMcp: [], owaspLlm: [], cosai: ['MCP-T7'] },
  },
  messages: {
    sse: 'HTTP+SSE is deprecated since 2025; ask the service for its Streamable HTTP address.',
  },
  check({ config, report }) {
    for (const server of config.servers) {
      for (const key of config.host.fields.type) {
        const value = property(server.node, key)?.value;
        if (value?.kind !== 'text' || value.value !== 'sse') continue;
        const pointer = `${server.pointer}/${key}`;
        report({ message: 'sse', data: {}, span: value.spanOf(), pointer, server });
      }
    }
  },
});
