import { expect, test } from 'vitest';
import { analyze } from '../../../rules/index.ts';
import { dayOfEnd, endOf } from '../../../rules/secrets/expiry.ts';
import { fake } from '../../fake.ts';

/** The days on which the credentials of an address end, as far as they say so. */
function ends(url: string): readonly (string | undefined)[] {
  const servers = { a: { command: 'node', args: ['a.js'], env: { FEED_URL: url } } };
  const { credentials } = analyze(JSON.stringify({ mcpServers: servers }), { host: 'cursor' });
  return credentials.map((it) => {
    const end = endOf(it);
    return end === undefined ? undefined : dayOfEnd(end);
  });
}

const signature = fake.hex(64);
test.each([
  ['Azure', `https://a.blob.core.windows.net/c?se=2027-01-31T00%3A00%3A00Z&sig=${signature}`],
  ['Azure, a day alone', `https://a.blob.core.windows.net/c?se=2027-01-31&sp=r&sig=${signature}`],
  [
    'AWS',
    `https://b.s3.amazonaws.com/k?X-Amz-Date=20270130T230000Z&X-Amz-Expires=7200&X-Amz-Signature=${signature}`,
  ],
  [
    'Google',
    `https://storage.googleapis.com/b?X-Goog-Date=20270130T230000Z&X-Goog-Expires=7200&X-Goog-Signature=${signature}`,
  ],
  ['CloudFront', `https://d1.cloudfront.net/b?Expires=1801353600&Signature=${signature}`],
])('%s says when it ends', (_, url) => expect(ends(url)).toEqual(['2027-01-31']));

test.each([
  ['a date that is none', `https://a.blob.core.windows.net/c?se=soon&sig=${signature}`],
  ['no date', `https://a.blob.core.windows.net/c?sp=r&sig=${signature}`],
  ['too far away', `https://d1.cloudfront.net/b?Expires=99999999999999&Signature=${signature}`],
  ['another credential beside a date', `https://mcp.acme.dev/x?se=2020-01-01&api_key=${signature}`],
])('nothing is made of %s', (_, url) => expect(ends(url)).toEqual([undefined]));
