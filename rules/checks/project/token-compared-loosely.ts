import { defineProjectRule } from '../../engine/project-rule.ts';
import { looseComparisons } from '../../project/signals/credential-checks.ts';

export const tokenComparedLoosely = defineProjectRule({
  meta: {
    id: 'token-compared-loosely',
    items: ['publish/1'],
    severity: 'error',
    tier: 'default',
    fix: 'none',
    since: '0.3.0',
    finds: 'a credential of a caller that has to hold only a part of the secret',
    why: 'Whoever sends a part of the secret, or a text that holds it, gets in.',
    standards: { cwe: [287, 697], owaspMcp: ['MCP07'], owaspLlm: [], cosai: [] },
  },
  messages: {
    loose: 'This takes a part of the secret for all of it. Compare both whole, in constant time.',
  },
  check({ signals, report }) {
    for (const { at } of looseComparisons(signals.code)) report({ message: 'loose', data: {}, at });
  },
});
