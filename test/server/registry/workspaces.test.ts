import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { npmSettings } from '../../../server/registry/npm/settings.ts';
import { isPlainPattern } from '../../../server/registry/npm/workspaces.ts';
import { isLookupError } from '../../../server/registry/types.ts';
import { Machine } from './machine.ts';

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
});
afterEach(() => machine.close());

test.each([
  'packages/*',
  'apps/**',
  '!packages/internal-*',
  './tools/cli',
  'packages/{core,web}',
  'packages/**/plugins/*-plugin-*',
])('%s is matched', (pattern) => {
  expect(isPlainPattern(pattern)).toBe(true);
});

test.each([
  '*a*a*a*a*a*a*b',
  '**/'.repeat(60),
  '{a,b}'.repeat(16),
  '*{a*,/}*b',
  '+(+(+(a)))b',
  '{1..99999}',
  '../**',
  '[a-z]*',
  `${'a'.repeat(201)}`,
])('%s is not', (pattern) => {
  expect(isPlainPattern(pattern)).toBe(false);
});

/** The registry that npm started in this folder would ask. */
async function registryIn(folder: string): Promise<unknown> {
  const { flat } = await npmSettings(path.join(machine.home, folder));
  return flat.registry;
}

test.each([
  ['packages/a', 'https://root.example/'],
  // npm counts an excluded folder as a project of its own, which has no settings here.
  ['packages/b', 'https://user.example/'],
  ['elsewhere', 'https://user.example/'],
])('%s of a workspace asks the registry that npm would', async (folder, registry) => {
  machine.write('.npmrc', 'registry=https://user.example/\n');
  machine.write('work/.npmrc', 'registry=https://root.example/\n');
  machine.write('work/package.json', { workspaces: ['packages/*', '!packages/b'] });
  machine.write(`work/${folder}/package.json`, { name: path.basename(folder) });
  expect(await registryIn(`work/${folder}`)).toBe(registry);
});

test.each([
  JSON.stringify({ workspaces: ['*a*a*a*a*a*a*b'] }),
  JSON.stringify({ workspaces: { packages: ['*a*a*a*a*a*a*b'] } }),
  `\uFEFF${JSON.stringify({ workspaces: ['*a*a*a*a*a*a*b'] })}`,
])('a pattern made to run for ever is refused: %s', async (manifest) => {
  mkdirSync(path.join(machine.workspace, 'a'.repeat(200)));
  machine.write('work/package.json', manifest);
  machine.write('work/inner/package.json', { name: 'inner' });
  const started = process.cpuUsage();
  const error = await registryIn('work/inner').catch((reason) => reason);
  expect(isLookupError(error) && error.message).toMatch(/takes too long to match/);
  expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
});
