import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Answer } from '../../../rules/findings/finding.ts';
import { installedVersion } from '../../../server/registry/main.ts';
import { DAY, Machine, NOW } from './machine.ts';

const NAME = '@acme/mcp-server';

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
});
afterEach(() => machine.close());

function installed(
  spec = '',
  name = NAME,
  configPath = machine.configPath,
): Promise<Answer | undefined> {
  const context = { configPath, workspaceFolders: [machine.workspace] };
  return installedVersion({ ecosystem: 'npm', name, spec }, context);
}

function copy(folder: string, version: string, modified?: number): void {
  machine.write(
    path.join(folder, 'node_modules', NAME, 'package.json'),
    { name: NAME, version },
    modified,
  );
}

test('nothing is there', async () => {
  expect(await installed('', NAME, '')).toBeUndefined();
  expect(await installed()).toBeUndefined();
});

describe('node_modules', () => {
  test("the project's own copy is what npx starts", async () => {
    copy('work', '1.2.3');
    const answer = { version: '1.2.3', source: 'node_modules', installed: true };
    expect(await installed()).toEqual(answer);
    expect(await installed('^1.0.0')).toEqual(answer);
    // The tag makes npx ask the registry first.
    expect(await installed('latest')).toEqual({ ...answer, installed: false });
  });

  test('outside of the spec it does not count', async () => {
    copy('work', '1.2.3');
    expect(await installed('^2.0.0')).toBeUndefined();
    expect(await installed('next')).toBeUndefined();
  });

  test('the nearest folder up to the workspace folder, and none above it', async () => {
    copy('', '0.0.1');
    expect(await installed()).toBeUndefined();
    copy('work', '1.0.0');
    const config = path.join(machine.workspace, 'packages', 'a', '.mcp.json');
    expect((await installed('', NAME, config))?.version).toBe('1.0.0');
    copy('work/packages/a', '2.0.0');
    expect((await installed('', NAME, config))?.version).toBe('2.0.0');
  });

  test('npm looks into the nearest project only', async () => {
    copy('work', '1.0.0');
    machine.write('work/packages/a/package.json', {});
    const config = path.join(machine.workspace, 'packages', 'a', '.mcp.json');
    expect(await installed('', NAME, config)).toMatchObject({ version: '1.0.0', installed: false });
  });

  test("the home folder's leftovers are not what a config of the person starts", async () => {
    copy('', '0.0.1');
    expect(
      await installed('', NAME, path.join(machine.home, '.cursor', 'mcp.json')),
    ).toBeUndefined();
  });

  test.each(['{', '[]', '{"version": 3}', '{"version": "soon"}'])(
    'a manifest of %s is no version',
    async (text) => {
      machine.write(`work/node_modules/${NAME}/package.json`, text);
      expect(await installed()).toBeUndefined();
    },
  );

  test('a name cannot lead out of it', async () => {
    machine.write('work/package.json', { version: '6.6.6' });
    expect(await installed('', '..')).toBeUndefined();
    expect(await installed('', '../../work')).toBeUndefined();
  });
});

describe('lock files', () => {
  const cases: readonly (readonly [string, string | object])[] = [
    [
      'package-lock.json',
      { lockfileVersion: 3, packages: { [`node_modules/${NAME}`]: { version: '1.2.3' } } },
    ],
    ['package-lock.json', { lockfileVersion: 1, dependencies: { [NAME]: { version: '1.2.3' } } }],
    [
      'npm-shrinkwrap.json',
      { lockfileVersion: 2, packages: { [`node_modules/${NAME}`]: { version: '1.2.3' } } },
    ],
    [
      'pnpm-lock.yaml',
      `lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n      '${NAME}':\n        specifier: ^1.0.0\n        version: 1.2.3(zod@3.0.0)\n`,
    ],
    [
      'pnpm-lock.yaml',
      `lockfileVersion: 5.4\n\nspecifiers:\n  '${NAME}': ^1.0.0\n\ndependencies:\n  '${NAME}': 1.2.3_zod@3.0.0\n`,
    ],
    ['yarn.lock', `# yarn lockfile v1\n\n\n"${NAME}@^1.0.0":\n  version "1.2.3"\n  resolved "x"\n`],
    [
      'yarn.lock',
      `__metadata:\n  version: 8\n\n"${NAME}@npm:^1.0.0, ${NAME}@npm:^1.2.0":\n  version: 1.2.3\n  resolution: "x"\n`,
    ],
    [
      'bun.lock',
      `{\n  "packages": {\n    "${NAME}": ["${NAME}@1.2.3", "", {}, "sha512-x"],\n    "a/${NAME}": ["${NAME}@0.1.0", "", {}, "sha512-x"],\n  }\n}\n`,
    ],
  ];

  test.each(cases)('%s', async (file, content) => {
    machine.write(`work/${file}`, content);
    expect(await installed()).toEqual({ version: '1.2.3', source: file, installed: false });
    expect(await installed('~1.2.0')).toMatchObject({ version: '1.2.3' });
    expect(await installed('^2')).toBeUndefined();
    expect(await installed('', 'mcp-server')).toBeUndefined();
  });

  test('with Windows line ends', async () => {
    machine.write('work/yarn.lock', `"${NAME}@^1.0.0":\r\n  version "1.2.3"\r\n`);
    expect((await installed())?.version).toBe('1.2.3');
  });

  test('two versions of one package say nothing, unless the spec tells them apart', async () => {
    machine.write(
      'work/yarn.lock',
      `"${NAME}@^1.0.0":\n  version "1.2.3"\n\n"${NAME}@^2.0.0":\n  version "2.0.0"\n`,
    );
    expect(await installed()).toBeUndefined();
    expect((await installed('^2'))?.version).toBe('2.0.0');
  });

  test('what is installed counts more', async () => {
    machine.write('work/package-lock.json', {
      packages: { [`node_modules/${NAME}`]: { version: '1.0.0' } },
    });
    copy('work', '1.1.0');
    expect((await installed())?.source).toBe('node_modules');
  });

  test('a damaged one is passed over', async () => {
    machine.write('work/package-lock.json', '{"packages":');
    machine.write('work/yarn.lock', `"${NAME}@^1.0.0":\n  version "1.2.3"\n`);
    expect((await installed())?.source).toBe('yarn.lock');
  });
});

describe('what npm and npx keep', () => {
  function npx(key: string, version: string, used: number): void {
    machine.write(`cache/_npx/${key}/package.json`, { _npx: { packages: [NAME] } }, used);
    copy(`cache/_npx/${key}`, version);
  }

  beforeEach(() => {
    machine.write('.npmrc', `cache=${path.join(machine.home, 'cache')}\n`);
  });

  test('the npx copy used last that fits the spec', async () => {
    npx('aaaa', '3.0.0', NOW - 9 * DAY);
    npx('bbbb', '2.5.0', NOW - 2 * DAY);
    npx('cccc', '1.0.0', NOW - 5 * DAY);
    const source = 'the npx cache';
    expect(await installed()).toEqual({ version: '2.5.0', source, installed: false });
    expect(await installed('latest')).toEqual({ version: '2.5.0', source, installed: false });
    expect(await installed('>=3')).toEqual({ version: '3.0.0', source, installed: false });
    expect(await installed('^4')).toBeUndefined();
  });

  test('a copy of all projects comes before it', async () => {
    npx('aaaa', '3.0.0', NOW);
    const modules = process.platform === 'win32' ? 'prefix' : 'prefix/lib';
    copy(modules, '2.0.0');
    expect(await installed()).toEqual({
      version: '2.0.0',
      source: 'the global npm packages',
      installed: true,
    });
  });

  test('a repository does not say where the cache is', async () => {
    copy('work/fake/_npx/aaaa', '6.6.6');
    machine.write('work/.npmrc', `cache=${path.join(machine.workspace, 'fake')}\n`);
    expect(await installed()).toBeUndefined();
  });
});

test('no socket is opened', async () => {
  const net = await import('node:net');
  const connect = vi.spyOn(net.Socket.prototype, 'connect').mockImplementation(() => {
    throw new Error('no network here');
  });
  copy('cache/_npx/aaaa', '1.0.0');
  machine.write('.npmrc', `cache=${path.join(machine.home, 'cache')}\n`);
  expect(await installed()).toBeDefined();
  expect(connect).not.toHaveBeenCalled();
  connect.mockRestore();
});

test('ecosystems without a local source have no answer', async () => {
  const context = { configPath: machine.configPath, workspaceFolders: [machine.workspace] };
  expect(
    await installedVersion({ ecosystem: 'oci', name: 'x', spec: '' }, context),
  ).toBeUndefined();
});
