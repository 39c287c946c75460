import { defineRule } from '../../engine/rule.ts';
import { isReused, sharedCredentials } from '../../engine/shared-credentials.ts';

export const environmentCredentialReuse = defineRule({
  meta: {
    id: 'environment-credential-reuse',
    subject: 'config',
    items: ['production/6'],
    severity: 'error',
    tier: 'default',
    fix: 'none',
    since: '0.1.0',
    disabledServers: true,
    finds: 'one credential for two environments, as dev and prod',
    why: 'What leaks or goes wrong in development then happens to production.',
    needsFacts: true,
    standards: {
      cwe: [522, 653],
      owaspMcp: ['MCP01', 'MCP02'],
      owaspLlm: ['LLM02'],
      cosai: ['MCP-T1', 'MCP-T2'],
    },
  },
  messages: {
    reused: '{kind} is shared by {environment} and {others}; use one each.',
  },
  check(context) {
    for (const { found, span, related, environment, environments } of sharedCredentials(context)) {
      if (environment === undefined || !isReused(environment, environments)) continue;
      const others = [...environments].filter((other) => other !== environment).sort();
      context.report({
        message: 'reused',
        data: { kind: found.label, environment, others: others.join(' and ') },
        span,
        pointer: found.place.pointer,
        server: found.place.server,
        confidence: found.confidence,
        credential: found,
        related,
      });
    }
  },
});
