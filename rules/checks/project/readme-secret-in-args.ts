import { defineProjectRule } from '../../engine/project-rule.ts';

const ARGUMENT =
  /"(--?(?:[a-z]{1,20}[-_]){0,3}(?:api[-_]?key|token|secret|password|apikey)(?:=[^"\n]{0,200})?)"/gi;
/** Published by design. */
const OPEN = /anon|publishable|public|client[-_]id|max|file|path/i;

export const readmeSecretInArgs = defineProjectRule({
  meta: {
    id: 'readme-secret-in-args',
    items: ['publish/9'],
    severity: 'warning',
    tier: 'default',
    fix: 'none',
    since: '0.3.0',
    finds: 'examples in the documents that pass a secret as an argument',
    why: 'Arguments are seen by every program of the machine, and end up in logs and in configs that are shared.',
    standards: { cwe: [214], owaspMcp: ['MCP01'], owaspLlm: ['LLM02'], cosai: [] },
  },
  messages: {
    argument: 'Whoever copies this example passes a secret as an argument. Show the "env" form.',
  },
  check({ signals, report }) {
    const said = new Set<string>();
    const { blocks, inlineCode } = signals.docs;
    const shown = [
      ...blocks.map(({ file, code, content }) => ({ file, code, from: content.start })),
      // Behind the mark that it begins with.
      ...inlineCode.map(({ text, at }) => ({ file: at.file, code: text, from: at.span.start + 1 })),
    ];
    for (const { file, code, from } of shown) {
      if (said.has(file) || !/"(?:args|command)"\s*:/.test(code)) continue;
      for (const { 0: whole, 1: argument = '', index } of code.matchAll(ARGUMENT)) {
        // Once for each document: whoever mends one example mends the others.
        if (OPEN.test(argument) || said.has(file)) continue;
        said.add(file);
        const start = from + index;
        report({
          message: 'argument',
          data: {},
          at: { file, span: { start, end: start + whole.length } },
        });
      }
    }
  },
});
