import { defineProjectRule } from '../../engine/project-rule.ts';
import { wordGuards } from '../../project/signals/sql-keywords.ts';

export const sqlReadOnlyByKeyword = defineProjectRule({
  meta: {
    id: 'sql-read-only-by-keyword',
    items: ['publish/6'],
    severity: 'warning',
    tier: 'default',
    fix: 'none',
    since: '0.3.0',
    finds: 'statements that are let through because of the words in them',
    why: 'Common table expressions, functions and a second statement write behind a word that reads.',
    standards: { cwe: [89, 184], owaspMcp: ['MCP05'], owaspLlm: ['LLM05'], cosai: [] },
  },
  messages: {
    words:
      'Words do not tell whether a statement only reads. Use a role or a transaction that cannot write.',
  },
  check({ signals, report }) {
    for (const at of wordGuards(signals.code)) report({ message: 'words', data: {}, at });
  },
});
