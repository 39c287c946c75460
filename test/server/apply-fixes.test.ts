import { expect, test } from 'vitest';
import type { Finding, Fix } from '../../rules/findings/finding.ts';
import { safe, sentence } from '../../rules/secrets/safe.ts';
import { applyFixes } from '../../server/workspace/apply-fixes.ts';

/** A finding that its own fix leaves behind, a little further on. */
function stubborn(text: string): Finding {
  const at = text.length - 1;
  const span = { start: at, end: at };
  const fix: Fix = {
    id: 'add',
    title: sentence`Add a word`,
    kind: 'review',
    preferred: true,
    edits: () => [{ file: 'a.json', edits: [{ span, newText: ', "x"' }] }],
  };
  return {
    rule: 'writable-by-default',
    severity: 'information',
    confidence: 'high',
    messageId: 'package',
    message: sentence`It can write.`,
    at: { file: 'a.json', span },
    about: { kind: 'server', file: 'a.json', name: safe.name('a') },
    pointer: `/${at}`,
    related: [],
    fixes: [fix],
    suppressed: null,
  };
}

test('a fix that does not remove its finding is given up', async () => {
  const { text, applied } = await applyFixes('["a"]', {
    find: async (it) => [stubborn(it)],
    choose: ({ fixes }) => fixes[0],
    answer: async () => undefined,
  });
  expect(applied).toHaveLength(3);
  expect(text).toBe('["a", "x", "x", "x"]');
});
