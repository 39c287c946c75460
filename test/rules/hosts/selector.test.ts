import { expect, test } from 'vitest';
import { OTHER_FORMATS } from '../../../client/connection/selector.ts';
import { hosts } from '../../../rules/hosts/index.ts';

test('the editor sends the files of every host that writes TOML or YAML', () => {
  const globs = hosts.filter(({ format }) => format !== 'json').flatMap((host) => host.globs);
  expect([...OTHER_FORMATS].sort()).toEqual([...new Set(globs)].sort());
});
