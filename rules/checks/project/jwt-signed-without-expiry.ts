import { defineProjectRule } from '../../engine/project-rule.ts';
import { endless } from '../../fixes/source/expire.ts';
import { hereOf } from '../../fixes/source/here.ts';
import { endlessTokens } from '../../project/signals/caller-tokens.ts';
import { at } from '../../project/signals/code.ts';
import { sentence } from '../../secrets/safe.ts';
import { reviewed } from '../flow-report.ts';

export const jwtSignedWithoutExpiry = defineProjectRule({
  meta: {
    id: 'jwt-signed-without-expiry',
    items: ['publish/3'],
    severity: 'error',
    tier: 'default',
    fix: 'review',
    since: '0.3.0',
    finds: 'tokens that are signed and never end',
    why: 'A token that leaks once works for ever.',
    standards: { cwe: [613], owaspMcp: ['MCP01', 'MCP07'], owaspLlm: [], cosai: [] },
  },
  messages: {
    endless: 'This token never expires. Say when it ends: an hour is enough for most.',
  },
  check({ project, signals, report }) {
    for (const signing of endlessTokens(signals.code)) {
      const { call, module } = signing.site;
      report({
        message: 'endless',
        data: {},
        at: at(module, call),
        fixes: reviewed(
          'expiry',
          sentence`Let it end after an hour`,
          endless(hereOf(project, signing.site), signing),
        ),
      });
    }
  },
});
