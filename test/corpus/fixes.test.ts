import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../rules/index.ts';
import { faultsOf } from '../rules/fixes/faults.ts';
import { variantsOf } from '../rules/fixes/variants.ts';

/** Real configs of other people, kept outside of this repository. */
const CORPUS = join(import.meta.dirname, '../../../shared/corpus');

if (!existsSync(CORPUS)) {
  test('the corpus', (context) => {
    console.log('skipped: there is no corpus beside this repository');
    context.skip();
  });
} else {
  let offered = 0;
  describe('every fix that is offered on the corpus', () => {
    const names = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' });
    test.each(names.filter((name) => /\.\w+$/.test(name)))('%s', (name) => {
      const source = readFileSync(join(CORPUS, name), 'utf8');
      const path = join(CORPUS, name);
      const { config } = analyze(source, { path });
      if (!config) return;
      const faults: string[] = [];
      for (const [variant, text] of variantsOf(source, config.document.format)) {
        const options = {
          host: config.host.id,
          settings: { rules: {}, strictness: 'strict' },
        } as const;
        const { findings } = analyze(text, options);
        for (const finding of findings) {
          for (const fix of finding.fixes) {
            offered += 1;
            for (const fault of faultsOf(text, options, findings, finding, fix))
              faults.push(`${variant}: ${finding.rule} at ${finding.pointer}, ${fix.id}: ${fault}`);
          }
        }
      }
      expect(faults).toEqual([]);
    });
    test('they are many', () => {
      console.log(`${offered} fixes of the corpus keep what they promise`);
      expect(offered).toBeGreaterThan(1000);
    });
  });
}
