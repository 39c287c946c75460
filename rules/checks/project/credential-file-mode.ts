import { defineProjectRule } from '../../engine/project-rule.ts';
import { ownerOnly } from '../../fixes/source/file-mode.ts';
import { hereOf } from '../../fixes/source/here.ts';
import { at } from '../../project/signals/code.ts';
import { openFiles } from '../../project/signals/kept-secrets.ts';
import { sentence } from '../../secrets/safe.ts';
import { reviewed } from '../flow-report.ts';

export const credentialFileMode = defineProjectRule({
  meta: {
    id: 'credential-file-mode',
    items: ['publish/9'],
    severity: 'warning',
    tier: 'default',
    fix: 'review',
    since: '0.3.0',
    finds: 'a credential in a file that every user of the machine can read',
    why: 'Other users and their programs read it.',
    standards: { cwe: [276, 312, 732], owaspMcp: ['MCP01'], owaspLlm: ['LLM02'], cosai: [] },
  },
  messages: {
    open: 'Every user of the machine can read this file. Write it with mode 0600.',
  },
  check({ project, signals, report }) {
    for (const file of openFiles(signals.code)) {
      const { call, module } = file.site;
      report({
        message: 'open',
        data: {},
        at: at(module, call),
        confidence: module.language === 'python' ? 'medium' : 'high',
        fixes: reviewed(
          'owner-only',
          sentence`Let only its owner read it`,
          ownerOnly(hereOf(project, file.site), file),
        ),
      });
    }
  },
});
