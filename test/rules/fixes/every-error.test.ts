import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { guideOf } from '../../../rules/fixes/guide.ts';
import { hosts } from '../../../rules/hosts/index.ts';
import { type AnalyzeOptions, analyze } from '../../../rules/index.ts';
import { seeded } from '../../fake.ts';
import { otherCases, secretCases } from './cases.ts';
import { configsOf } from './write-config.ts';

/** Real configs of other people, kept outside of this repository. */
const CORPUS = join(import.meta.dirname, '../../../../shared/corpus');

/** What is offered for each error of a text: an edit, steps, or nothing. No secrets manager is installed. */
function helpIn(text: string, options: AnalyzeOptions) {
  const { config, credentials, findings } = analyze(text, options);
  const secrets = credentials
    .filter(({ verdict }) => verdict === 'credential')
    .map(({ place, start, end }) => place.text.value.slice(start, end));
  const errors = findings.filter(({ severity }) => severity === 'error');
  return errors.map((finding) => {
    const guide = guideOf(config ?? undefined, finding);
    const said = JSON.stringify(guide ?? '');
    for (const secret of secrets) expect(said).not.toContain(secret);
    const help = finding.fixes.length > 0 ? 'edit' : guide && guide.steps.length > 1 ? 'steps' : '';
    return { finding, help };
  });
}

describe('every error has a way out', () => {
  const total = { edit: 0, steps: 0 };
  const cases = [...secretCases(seeded(5)), ...otherCases];
  it.each(hosts.map((host) => [host.id, host] as const))('in %s', (_, host) => {
    const without: string[] = [];
    for (const { place, entry } of cases) {
      for (const text of Object.values(configsOf(host, entry))) {
        const options = { host: host.id, path: `/home/ada/${host.id}.config` };
        for (const { finding, help } of helpIn(text, options)) {
          if (help === '') without.push(`${place}: ${finding.rule} ${finding.messageId}`);
          else total[help as keyof typeof total] += 1;
        }
      }
    }
    expect([...new Set(without)]).toEqual([]);
  });

  it('by an edit nearly always', () => {
    console.log(`${total.edit} errors with an edit, ${total.steps} with steps`);
    expect(total.edit / (total.edit + total.steps)).toBeGreaterThan(0.8);
  });
});

if (!existsSync(CORPUS)) {
  test('the corpus', (context) => {
    console.log('skipped: there is no corpus beside this repository');
    context.skip();
  });
} else {
  test('every error of the corpus has a way out, where no secrets manager is', () => {
    const names = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' });
    const all = names
      .filter((name) => /\.\w+$/.test(name))
      .flatMap((name) => {
        const path = join(CORPUS, name);
        return helpIn(readFileSync(path, 'utf8'), { path }).map((it) => ({ ...it, name }));
      });
    const edits = all.filter(({ help }) => help === 'edit').length;
    console.log(`${all.length} errors of the corpus, ${edits} with an edit, the others with steps`);
    expect(all.filter(({ help }) => help === '').map(({ name }) => name)).toEqual([]);
    expect(all.length).toBeGreaterThan(30);
  });
}
