import { expect, test } from 'vitest';
import * as advisories from '../../rules/catalog/advisories.ts';
import { checked as read } from '../../rules/catalog/libraries.ts';
import * as malicious from '../../rules/catalog/malicious.ts';
import * as moved from '../../rules/catalog/moved.ts';
import * as providers from '../../rules/catalog/providers.ts';
import * as servers from '../../rules/catalog/servers.ts';

/** What was known a year ago about packages and providers is not what is known now. */
const OLDEST = 365 * 86_400_000;

test.each(
  Object.entries({
    advisories,
    libraries: { checked: read },
    malicious,
    moved,
    providers,
    servers,
  }),
)(
  'the facts in %s were read within a year: `npm run catalog:check` says what has changed',
  (_name, { checked }) => {
    const time = Date.parse(`${checked}-01`);
    expect(time).toBeLessThanOrEqual(Date.now());
    expect(time).toBeGreaterThan(Date.now() - OLDEST);
  },
);
