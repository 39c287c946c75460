import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../rules/index.ts';

/** Real configs of other people, kept outside of this repository. */
const CORPUS = join(import.meta.dirname, '../../../shared/corpus');

/** What the marked text has to look like, by rule. */
const MARKS: Readonly<Record<string, RegExp>> = {
  'plaintext-secret': /^[^\s"{}]{6,}$|^-----BEGIN/,
  'insecure-transport': /^(?:http|ws):\/\/[^\s"]+$|^--allow-http$/i,
  'unpinned-package': /^[\w@./:[\]<>=~^*,!+#|' -]+$/,
};

if (!existsSync(CORPUS)) {
  test('the corpus', (context) => {
    console.log(`skipped: there is no corpus beside this repository`);
    context.skip();
  });
} else {
  describe('the corpus', () => {
    test.each(
      readdirSync(CORPUS, { recursive: true, encoding: 'utf8' }).filter((name) =>
        /\.\w+$/.test(name),
      ),
    )('%s', (name) => {
      const text = readFileSync(join(CORPUS, name), 'utf8');
      const { findings, failures } = analyze(text, { path: join(CORPUS, name) });
      expect(failures).toEqual([]);
      for (const {
        rule,
        at: { span },
        messageId,
      } of findings) {
        const marked = text.slice(span.start, span.end);
        expect(span.end).toBeLessThanOrEqual(text.length);
        const looks = MARKS[rule];
        if (looks) expect(marked, `${rule} ${messageId}`).toMatch(looks);
      }
    });
  });
}
