import type { Config } from '../config/config.ts';
import type { Fix } from '../finding.ts';
import { defineRule } from '../rule.ts';
import type { Span, TextEdit } from '../span.ts';

export const unsupportedComments = defineRule({
  meta: {
    id: 'unsupported-comments',
    item: null,
    severity: 'error',
    tier: 'default',
    disabledServers: true,
    finds: 'comments and trailing commas in a file whose host reads strict JSON',
    why: 'A strict parser throws the whole file away, and with it every server in it.',
    standards: { cwe: [], owaspMcp: [], owaspLlm: [], cosai: [] },
  },
  messages: {
    comment: '{host} reads strict JSON: this comment makes it refuse the whole file.',
    comma: '{host} reads strict JSON: this comma makes it refuse the whole file.',
  },
  check({ config, report }) {
    const { document, host } = config;
    if (document.format !== 'json') return;
    const common = { data: { host: host.label }, pointer: '' };
    if (host.comments === false) {
      for (const span of document.comments) {
        report({
          ...common,
          message: 'comment',
          span,
          fixes: [removal('comment', () => commentEdit(config, span))],
        });
      }
    }
    if (host.trailingCommas === false) {
      for (const span of document.trailingCommas) {
        report({
          ...common,
          message: 'comma',
          span,
          fixes: [removal('comma', () => ({ span, newText: '' }))],
        });
      }
    }
  },
});

/** Nothing that works today depends on it: the host does not get past it. */
function removal(what: 'comment' | 'comma', edit: () => TextEdit): Fix {
  return {
    id: 'remove',
    title: `Remove the ${what}`,
    safe: true,
    preferred: true,
    edits: () => [edit()],
  };
}

/** With its line, where it has one to itself. */
function commentEdit({ document: { text } }: Config, span: Span): TextEdit {
  let { start, end } = span;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start -= 1;
  const startsLine = start === 0 || text[start - 1] === '\n';
  const lineEnd = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(end))?.[0];
  if (startsLine && lineEnd !== undefined) end += lineEnd.length;
  else if (startsLine) start = span.start;
  return { span: { start, end }, newText: '' };
}
