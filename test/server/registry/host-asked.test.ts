import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Lookup } from '../../../rules/findings/finding.ts';
import { hostAsked } from '../../../server/registry/main.ts';
import { fake } from '../../fake.ts';
import { Machine } from './machine.ts';

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
  vi.stubEnv('GOPROXY', undefined);
});
afterEach(() => machine.close());

const ask = (lookup: Partial<Lookup>, trusted = true) =>
  hostAsked(
    { ecosystem: 'npm', name: 'a', spec: '', ...lookup },
    { configPath: machine.configPath, trusted },
  );

test('the host that a folder names is said where it is trusted, without any login', async () => {
  const password = fake.password();
  machine.write('.npmrc', 'registry=https://mine.example/\n');
  machine.write('work/.npmrc', `registry=https://me:${password}@theirs.example/npm/\n`);
  expect(await ask({})).toBe('theirs.example');
  expect(await ask({}, false)).toBe('mine.example');
});

test('and the proxy on the way', async () => {
  machine.write(
    'work/.npmrc',
    'https-proxy=http://proxy.example:8080/\nregistry=https://a.example/\n',
  );
  expect(await ask({})).toBe('a.example through the proxy proxy.example:8080');
});

test('the host that a config names, only where the folder is trusted', async () => {
  const registries = { urls: ['https://named.example/simple'], only: true };
  for (const ecosystem of ['npm', 'pypi', 'nuget'] as const) {
    expect(await ask({ ecosystem, registries })).toBe('named.example');
    expect(await ask({ ecosystem, registries }, false)).toBeUndefined();
  }
});

test.each([
  [{ ecosystem: 'pypi', name: 'a' }, 'pypi.org'],
  [{ ecosystem: 'nuget', name: 'a' }, 'api.nuget.org'],
  [{ ecosystem: 'go', name: 'example.com/a' }, 'proxy.golang.org'],
  [{ ecosystem: 'oci', name: 'acme.example:5000/a/b' }, 'acme.example:5000'],
  [{ ecosystem: 'git', name: 'git+https://acme.example/a/b' }, 'acme.example'],
  [{ ecosystem: 'oci', name: 'http://[x' }, undefined],
] as const)('of %o it is %s', async (lookup, host) => {
  expect(await ask(lookup)).toBe(host);
});
