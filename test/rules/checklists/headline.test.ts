import { expect, test } from 'vitest';
import { headlineOf } from '../../../rules/checklists/headline.ts';
import { analyze } from '../../../rules/index.ts';
import { fake } from '../../fake.ts';

function headlines(entry: object): readonly string[] {
  const text = JSON.stringify({ mcpServers: { a: entry } });
  return analyze(text, { host: 'cursor' }).findings.map(headlineOf);
}

const started = (more: object) => ({ command: 'node', args: ['a.js'], ...more });
const withToken = started({ env: { GITHUB_TOKEN: fake.githubToken() } });
const argument = `--api-key=${fake.stripe()}`;

test.each([
  ['Stripe key in an argument', started({ args: ['a.js', argument] })],
  ['GitHub token in GITHUB_TOKEN', withToken],
  ['GitHub token: full account access', withToken],
  ['Password in DB_PASSWORD', started({ env: { DB_PASSWORD: fake.password() } })],
  ['server-x has no version', { command: 'npx', args: ['-y', '@acme/server-x'] }],
  ['cowsay has no version', { command: 'npx', args: ['-y', 'cowsay'] }],
  [
    'http:// sends everything to a.example.com unencrypted, credentials included',
    { url: 'http://a.example.com/' },
  ],
])('%s', (headline, entry) => {
  expect(headlines(entry)).toContain(headline);
});
