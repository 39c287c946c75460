import { defineRule } from '../../engine/rule.ts';
import { dayOfEnd, endOf } from '../../secrets/expiry.ts';

export const expiredCredential = defineRule({
  meta: {
    id: 'expired-credential',
    subject: 'config',
    items: ['production/8'],
    severity: 'warning',
    tier: 'default',
    fix: 'none',
    since: '0.1.0',
    disabledServers: false,
    finds:
      'a JSON Web Token or a signed address that has expired; when strict, also a token that never does',
    why: 'Few servers check their credential at start-up: they start, and then fail, hang or go silent.',
    needsFacts: true,
    standards: { cwe: [613, 324], owaspMcp: ['MCP01'], owaspLlm: [], cosai: ['MCP-T1'] },
  },
  messages: {
    expired: '{kind} expired on {date}: calls will fail.',
    endless: '{kind} has no expiry: it works until it is revoked.',
  },
  check({ credentials, facts, report }) {
    for (const found of credentials) {
      const { verdict, traits, place, start, end, label } = found;
      if (verdict !== 'credential') continue;
      const common = {
        span: place.text.spanOf(start, end),
        pointer: place.pointer,
        server: place.server,
        credential: found,
      } as const;
      const ends = endOf(found);
      if (ends === undefined) {
        const value = place.text.value.slice(start, end);
        if (!/^eyJ[\w-]+\.eyJ[\w-]+\./.test(value)) continue;
        report({
          message: 'endless',
          data: { kind: label },
          ...common,
          severity: 'information',
          tier: 'strict',
        });
        continue;
      }
      if (facts.now === undefined || ends * 1000 >= facts.now) continue;
      const kind = traits.expires === undefined ? 'A signed address' : label;
      report({ message: 'expired', data: { kind, date: dayOfEnd(ends) }, ...common });
    }
  },
});
