import { defineProjectRule } from '../../engine/project-rule.ts';
import { skippedChecks } from '../../project/signals/credential-checks.ts';

export const authSkippedWhenUnset = defineProjectRule({
  meta: {
    id: 'auth-skipped-when-unset',
    items: ['publish/1'],
    severity: 'error',
    tier: 'default',
    fix: 'none',
    since: '0.3.0',
    finds: 'a check of the caller that lets everybody in while its secret is not set',
    why: 'A server that is started without the variable is open to everybody who reaches its port, and nobody is told.',
    standards: { cwe: [306, 636], owaspMcp: ['MCP07'], owaspLlm: [], cosai: [] },
  },
  messages: {
    skipped:
      'Everybody gets in while this secret is not set. Refuse to start without it, or listen on 127.0.0.1 only.',
  },
  check({ signals, report }) {
    if (signals.http.length + signals.listeners.length === 0) return;
    for (const at of skippedChecks(signals.code)) report({ message: 'skipped', data: {}, at });
  },
});
