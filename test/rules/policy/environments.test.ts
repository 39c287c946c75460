import { expect, test } from 'vitest';
import { environmentsIn } from '../../../rules/policy/environments.ts';

const told = environmentsIn('/repo/.cursor/mcp.json', '/repo', undefined);

test.each([
  ['dev', 'dev devel develop development'],
  ['staging', 'stage staging stg uat preprod preproduction'],
  ['prod', 'prod prd production'],
])('%s is told by each of its names, however it is written', (environment, words) => {
  for (const word of words.split(' ')) {
    const names = [word, `my-${word}`, `${word.toUpperCase()}_API_KEY`, `${word}-3`];
    expect(names.map((name) => told(name))).toEqual(names.map(() => environment));
  }
});

test('what holds such a name is none', () => {
  for (const name of ['device', 'stagecoach', 'product', 'evaluate', 'dev-to-prod'])
    expect(told(name), name).toBeUndefined();
});
