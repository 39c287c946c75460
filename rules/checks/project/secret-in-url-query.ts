import { defineProjectRule } from '../../engine/project-rule.ts';
import { secretsInQueries } from '../../project/signals/told-secrets.ts';

/** MCP 2025-11-25, authorization: access tokens must not be in the query of an address. */
export const secretInUrlQuery = defineProjectRule({
  meta: {
    id: 'secret-in-url-query',
    items: ['publish/9'],
    severity: 'warning',
    tier: 'default',
    fix: 'none',
    since: '0.3.0',
    finds: 'a credential of the caller that is taken out of the address',
    why: 'Addresses end up in logs, histories and referrers; MCP forbids access tokens there.',
    standards: { cwe: [598], owaspMcp: ['MCP01'], owaspLlm: ['LLM02'], cosai: [] },
  },
  messages: {
    query:
      'A credential in an address ends up in logs. Take it from the Authorization header only.',
  },
  check({ signals, report }) {
    if (signals.http.length + signals.listeners.length === 0) return;
    for (const at of secretsInQueries(signals.code)) report({ message: 'query', data: {}, at });
  },
});
