import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gapOf, gaps, sentences, sentencesIn } from '../../scripts/l10n.mjs';
import { withRules } from '../../scripts/pages.mjs';

const root = join(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'package.json'), 'utf8');
const { contributes } = JSON.parse(text);

interface Entry {
  readonly command: string;
  readonly when: string;
  readonly group: string;
}

describe('the manifest', () => {
  it('names every rule in its setting, with what it finds', () => {
    const derived = `${JSON.stringify(withRules(JSON.parse(text)), null, 2)}\n`;
    expect(JSON.parse(derived), 'run: npm run pages').toEqual(JSON.parse(text));
    const { properties } = contributes.configuration.properties['mcpChecklist.rules'];
    expect(properties['unpinned-package'].description).toBe(
      'Finds a server started from a package without an exact version. Otherwise: warning.',
    );
    expect(properties['unpinned-package'].enum).toContain('off');
  });

  it('has all that a row offers as a button in its menu and in the palette as well', () => {
    const entries: readonly Entry[] = contributes.menus['view/item/context'];
    const inline = entries.filter(({ group }) => group.startsWith('inline'));
    expect(inline.length).toBeGreaterThan(5);
    for (const { command, when } of inline) {
      const inMenu = entries.filter(
        (it) => it.command === command && !it.group.startsWith('inline'),
      );
      const view = when.split(' && ')[0];
      expect(
        inMenu.map((it) => it.when.split(' && ')[0]),
        command,
      ).toContain(view);
    }
    expect(contributes.menus.commandPalette ?? []).toEqual([]);
    // Without a row there is nothing that they could work on.
    const rows = new Set(entries.map(({ command }) => command));
    rows.delete('mcpChecklist.showRule');
    for (const { command, enablement } of contributes.commands)
      if (rows.has(command)) expect(enablement, command).toContain('mcpChecklist.has =~');
  });
});

describe('a translation', () => {
  it('has every sentence of the manifest and of the client, and no other', () => {
    const all = gaps();
    expect(all.map(({ file }) => file).sort()).toEqual([
      'l10n/bundle.l10n.de.json',
      'package.nls.de.json',
    ]);
    for (const { file, missing, needless, different } of all)
      expect({ file, missing, needless, different }).toEqual({
        file,
        missing: [],
        needless: [],
        different: [],
      });
    expect(sentences().length).toBeGreaterThan(150);
  });

  it('is told from one that lacks something', () => {
    const english = { a: 'Open {0}', b: 'Close', c: '[x](command:y.z)' };
    expect(gapOf('x', english, { a: '{1} öffnen', c: '[x](command:y.z)', d: 'zu viel' })).toEqual({
      file: 'x',
      missing: ['b'],
      needless: ['d'],
      different: ['a'],
    });
    expect(sentencesIn(`import { l10n } from 'vscode'; t('It\\'s'); t(\n  "a"\n, 1)`)).toEqual([
      "It's",
      'a',
    ]);
    expect(() => sentencesIn('l10n.t(word)')).toThrow('written out');
  });
});
