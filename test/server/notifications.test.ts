import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plain } from '../../client/connection/plain.ts';
import { HOSTILE, obeyed } from '../canary.ts';

const CLIENT = join(import.meta.dirname, '../../client');
const NOTIFY = join('connection', 'notify.ts');

test('every notification of the client goes through the one door', () => {
  const files = readdirSync(CLIENT, { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => file.endsWith('.ts') && file !== NOTIFY);
  expect(sources.length).toBeGreaterThan(20);
  const calls = /show(?:Information|Warning|Error)Message/;
  expect(sources.filter((file) => calls.test(readFileSync(join(CLIENT, file), 'utf8')))).toEqual(
    [],
  );
});

test.each(HOSTILE)('a notification makes no link of %j', (text) => {
  const shown = plain(`In the folder ${text} nothing can be done.`);
  // What VS Code takes for a link: src/vs/base/common/linkedText.ts.
  expect(shown).not.toMatch(/\[[^\]]+\]\((?:https?:\/\/|command:|file:)/i);
  expect(obeyed(shown.replaceAll('\n', ' ').replaceAll('##', ''))).toBeUndefined();
});
