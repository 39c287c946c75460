import type { Config } from '../../config/config.ts';
import { removeComment } from '../../document/edit.ts';
import { defineRule } from '../../engine/rule.ts';
import type { FixDraft } from '../../findings/finding.ts';
import type { SilencedRule, Suppression } from '../../policy/suppressions.ts';
import { safe, sentence } from '../../secrets/safe.ts';

export const unusedIgnore = defineRule({
  meta: {
    id: 'unused-ignore',
    subject: 'config',
    items: [],
    severity: 'hint',
    tier: 'default',
    fix: 'review',
    since: '0.1.0',
    tags: ['unnecessary'],
    doneWith: 'file',
    disabledServers: true,
    finds: 'comments that silence nothing: no reason, no such rule, or nothing there to silence',
    why: 'What was silenced once stays silenced, and hides the next problem in that line.',
    standards: { cwe: [], owaspMcp: [], owaspLlm: [], cosai: [] },
  },
  messages: {
    unreasoned: 'An ignore needs a reason: `mcp-checklist-ignore {rule} -- reason`.',
    unknown: 'There is no rule {rule}, so this ignores nothing.',
    unused: 'There is nothing of {rule} to ignore in this line or the next.',
  },
  last: 1,
  check({ config, silences, report }) {
    const { document } = config;
    // What is half-typed may hold what is silenced.
    if (document.problems.length > 0) return;
    for (const suppression of silences.all) {
      const { comment, rules, reason } = suppression;
      if (reason === '') {
        const rule = 'unpinned-package';
        report({ message: 'unreasoned', data: { rule }, span: comment, pointer: '' });
      }
      for (const [index, silenced] of rules.entries()) {
        const state = silences.stateOf(silenced);
        if (state !== 'unused' && state !== 'unknown') continue;
        report({
          message: state,
          data: { rule: silenced.rule },
          span: silenced.span,
          pointer: '',
          fixes: [removal(config, suppression, silenced, index)],
        });
      }
    }
  },
});

/** Its id, or the comment if it is the only one. */
function removal(
  { document }: Config,
  { comment, rules }: Suppression,
  own: SilencedRule,
  index: number,
): FixDraft {
  const before = rules[index - 1]?.span.end;
  const after = rules[index + 1]?.span.start;
  return {
    id: 'remove',
    title:
      rules.length === 1
        ? sentence`Remove the comment`
        : sentence`Remove ${safe.name(own.rule)} from the comment`,
    kind: 'review',
    preferred: true,
    edits() {
      if (before !== undefined)
        return [{ span: { start: before, end: own.span.end }, newText: '' }];
      if (after !== undefined)
        return [{ span: { start: own.span.start, end: after }, newText: '' }];
      return [removeComment(document, comment)];
    },
  };
}
