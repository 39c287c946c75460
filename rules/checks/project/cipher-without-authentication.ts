import { defineProjectRule } from '../../engine/project-rule.ts';
import { at } from '../../project/signals/code.ts';
import { openCiphers } from '../../project/signals/kept-secrets.ts';

export const cipherWithoutAuthentication = defineProjectRule({
  meta: {
    id: 'cipher-without-authentication',
    items: ['publish/10'],
    severity: 'warning',
    tier: 'default',
    fix: 'none',
    since: '0.3.0',
    finds: 'encryption that does not notice when what it made was changed',
    why: 'What is stored can be altered unnoticed, and with CBC be read by whoever may ask often enough.',
    standards: { cwe: [327, 353], owaspMcp: ['MCP01'], owaspLlm: [], cosai: [] },
  },
  messages: {
    open: 'Nobody notices when this is changed afterwards. Use AES-256-GCM, and keep its tag.',
  },
  check({ signals, report }) {
    for (const { call, module } of openCiphers(signals.code))
      report({ message: 'open', data: {}, at: at(module, call) });
  },
});
