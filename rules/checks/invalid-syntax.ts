import { defineRule } from '../rule.ts';

export const invalidSyntax = defineRule({
  meta: {
    id: 'invalid-syntax',
    item: null,
    severity: 'error',
    tier: 'default',
    disabledServers: true,
    finds: 'a config that its host cannot parse',
    why: 'A host that cannot parse its config starts none of the servers in it, often without a word.',
    needsFacts: true,
    standards: { cwe: [], owaspMcp: [], owaspLlm: [], cosai: [] },
  },
  messages: {
    syntax: '{problem}',
    tooLarge: 'This file is larger than 1 MiB, so it was not checked.',
    tooDeep: 'This file nests deeper than 200 levels, so it was not checked.',
  },
  check({ config: { document }, facts, report }) {
    const start = { start: 0, end: Math.min(1, document.text.length) };
    if (document.refused) {
      const message = document.refused === 'too-large' ? 'tooLarge' : 'tooDeep';
      report({ message, data: {}, span: start, pointer: '', severity: 'information' });
      return;
    }
    // Where the editor says it already, once is enough.
    if (facts.syntaxReported && document.format === 'json') return;
    for (const { message, span } of document.problems) {
      report({ message: 'syntax', data: { problem: message }, span, pointer: '' });
    }
  },
});
