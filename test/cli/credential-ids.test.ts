import { expect, test } from 'vitest';
import { credentialIds } from '../../server/cli/credential-ids.ts';
import { fake } from '../fake.ts';

test('the same credential goes by the same id, which says nothing of it', () => {
  const idOf = credentialIds();
  const one = fake.githubToken();
  const other = fake.openai();
  const ids = [one, other, `-${one}`.slice(1), other].map(idOf);
  expect(new Set(ids).size).toBe(2);
  expect(ids.slice(2)).toEqual(ids.slice(0, 2));
  for (const it of [one, other]) expect(ids.join()).not.toContain(it.slice(-6));
});
