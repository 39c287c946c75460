import { expect, test } from 'vitest';
import { OTHER_FORMATS } from '../../../client/connection/selector.ts';
import { otherFormats } from '../../../scripts/schemas.mjs';

test('the editor sends the files of every host that writes TOML or YAML', () => {
  expect(OTHER_FORMATS.length).toBeGreaterThan(10);
  expect(OTHER_FORMATS, 'run: npm run hosts').toEqual(otherFormats());
});
