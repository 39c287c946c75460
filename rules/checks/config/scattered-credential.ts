import { defineRule } from '../../engine/rule.ts';
import { isReused, sharedCredentials } from '../../engine/shared-credentials.ts';

export const scatteredCredential = defineRule({
  meta: {
    id: 'scattered-credential',
    subject: 'config',
    items: ['production/4'],
    severity: 'warning',
    tier: 'default',
    fix: 'none',
    since: '0.1.0',
    disabledServers: true,
    finds: 'one credential in two or more places, of one config or of several',
    why: 'Replacing it takes an edit in each of them; the one that is forgotten breaks, or stays valid.',
    needsFacts: true,
    standards: { cwe: [522, 1188], owaspMcp: ['MCP01'], owaspLlm: ['LLM02'], cosai: ['MCP-T1'] },
  },
  messages: {
    scattered: '{kind} is in {count} places: rotating it means editing all.',
  },
  check(context) {
    for (const shared of sharedCredentials(context)) {
      const { found, span, related, count, environment, environments } = shared;
      // That one credential opens two environments is the graver fact, and says this one too.
      if (isReused(environment, environments)) continue;
      context.report({
        message: 'scattered',
        data: { kind: found.label, count: String(count) },
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
