import { defineProjectRule } from '../../engine/project-rule.ts';
import { toldSecrets } from '../../project/signals/told-secrets.ts';

export const secretInLog = defineProjectRule({
  meta: {
    id: 'secret-in-log',
    items: ['publish/15'],
    severity: 'warning',
    tier: 'default',
    fix: 'none',
    since: '0.3.0',
    finds: 'secrets that are written to a log',
    why: 'Logs go further than secrets should: to files, to services, into bug reports.',
    standards: { cwe: [532], owaspMcp: ['MCP01'], owaspLlm: ['LLM02'], cosai: [] },
  },
  messages: {
    one: 'A secret is written to the log. Leave it out, or log whether it is set.',
    all: 'Everything in here is written to the log, secrets as well. Log the names that are needed.',
  },
  check({ signals, report }) {
    for (const { at, what, sure } of toldSecrets(signals.code))
      report({ message: what, data: {}, at, confidence: sure ? 'high' : 'medium' });
  },
});
