import { keyOf } from '../../config/keys.ts';
import { defineRule } from '../../engine/rule.ts';

export const broadCredential = defineRule({
  meta: {
    id: 'broad-credential',
    subject: 'config',
    items: ['production/2'],
    severity: 'warning',
    tier: 'default',
    fix: 'none',
    since: '0.1.0',
    disabledServers: true,
    finds: 'a credential that can do everything its owner can, where a narrower kind exists',
    why: 'A tool call gone wrong, or a leak, then reaches everything in that account instead of one repository or table.',
    standards: {
      cwe: [250, 269],
      owaspMcp: ['MCP02'],
      owaspLlm: ['LLM06'],
      cosai: ['MCP-T2', 'MCP-T9'],
    },
  },
  messages: {
    broad: '{kind}: full account access. Use a narrower token.',
    service: '{kind} bypasses every access rule; use a narrower role.',
  },
  check({ credentials, report }) {
    for (const found of credentials) {
      const { verdict, traits, place, start, end, label, confidence } = found;
      if (verdict !== 'credential' || !traits.broad) continue;
      report({
        message: traits.jwtRole === 'service_role' ? 'service' : 'broad',
        data: { kind: label },
        span: keyOf(place)?.spanOf() ?? place.text.spanOf(start, end),
        pointer: place.pointer,
        server: place.server,
        confidence,
        credential: found,
      });
    }
  },
});
