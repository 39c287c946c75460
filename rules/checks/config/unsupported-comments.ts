import { removeComment } from '../../document/edit.ts';
import { defineRule } from '../../engine/rule.ts';
import type { FixDraft } from '../../findings/finding.ts';
import { safe, sentence } from '../../secrets/safe.ts';
import type { TextEdit } from '../../text/span.ts';

export const unsupportedComments = defineRule({
  meta: {
    id: 'unsupported-comments',
    subject: 'config',
    items: [],
    severity: 'error',
    tier: 'default',
    fix: 'safe',
    since: '0.1.0',
    doneWith: 'file',
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
          fixes: [removal('comment', () => removeComment(config.document, span))],
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
function removal(what: 'comment' | 'comma', edit: () => TextEdit): FixDraft {
  return {
    id: 'remove',
    title: sentence`Remove the ${safe.name(what)}`,
    kind: 'safe',
    preferred: true,
    edits: () => [edit()],
  };
}
