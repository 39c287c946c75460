import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FindingReport, JsonReport } from '../../server/cli/report.ts';
import { run } from './run.ts';

/** Configs from public repositories. They are not ours to publish, so they lie beside the repository. */
const CORPUS = join(import.meta.dirname, '../../../shared/corpus');
const found = existsSync(CORPUS);
if (!found) console.log('No corpus beside the repository: skipped.');

describe.skipIf(!found)('real configs', () => {
  it('are checked in one call, and every range is what it talks about', async () => {
    const paths = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
      .map((name) => join(CORPUS, name))
      .filter((path) => statSync(path).isFile())
      .sort();
    const { code, out, err } = await run(['check', '--format', 'json', ...paths]);
    expect([code, err]).toEqual([1, '']);
    const { files, summary } = JSON.parse(out) as JsonReport;
    expect(files.map(({ path }) => path)).toEqual(paths);
    expect(summary.error + summary.warning).toBeGreaterThan(0);
    for (const { path, findings } of files) {
      const document = TextDocument.create('', '', 0, readFileSync(path, 'utf8'));
      for (const finding of findings) {
        const text = document.getText(finding.range);
        expect(makesSense(finding, text), `${path} ${finding.rule} ${finding.pointer}`).toBe(true);
      }
    }
  });
});

const SENSE: Readonly<Record<string, (text: string) => boolean>> = {
  // A credential is one word of one string, without the quotes.
  'plaintext-secret': (text) => text.length >= 4 && !/^["']|["']$|[\r\n]/.test(text),
  'insecure-transport': (text) => /^(?:https?|wss?):\/\/.|^--/i.test(text),
  'unpinned-package': (text) => /^[@\w][\w@./:~^*<>=![\]+-]*$/.test(text),
};

function makesSense({ rule, range }: FindingReport, text: string): boolean {
  const check = SENSE[rule];
  if (check) return check(text);
  const { start, end } = range;
  return start.line < end.line || start.character <= end.character;
}
