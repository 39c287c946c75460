import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Lookup } from '../../../rules/findings/finding.ts';
import { analyze } from '../../../rules/index.ts';
import { installedVersion, newestVersion } from '../../../server/registry/main.ts';
import { json, Machine, packument } from './machine.ts';

/** Registries that the command line itself names. */
let machine: Machine;
beforeEach(() => {
  machine = new Machine();
});
afterEach(() => machine.close());

/** What would be asked for the package of a command line. */
function lookupOf(command: string, ...args: string[]): Lookup {
  const text = JSON.stringify({ mcpServers: { a: { command, args } } });
  const found = analyze(text, { host: 'cursor' }).findings.find(
    (it) => it.rule === 'unpinned-package',
  );
  const lookup = found?.fixes[0]?.lookup;
  if (!lookup) throw new Error('nothing to look up');
  return lookup;
}

const newest = (lookup: Lookup, trusted = true) =>
  newestVersion(lookup, machine.context({ trusted }));

describe('a registry named by a flag', () => {
  test('is asked in place of the one that npm is set up with', async () => {
    const usual = await machine.serve((_, response) => json(response, packument({ '9.9.9': 90 })));
    const named = await machine.serve((_, response) => json(response, packument({ '1.2.3': 90 })));
    machine.write('.npmrc', `registry=${usual.url}/\n`);
    const lookup = lookupOf('npx', `--registry=${named.url}/`, '-y', 'named-mcp');
    expect(await newest(lookup)).toMatchObject({
      version: '1.2.3',
      source: `the registry ${new URL(named.url).host}`,
      installed: false,
    });
    expect(usual.seen).toEqual([]);
  });

  test('is not asked before the folder is trusted, nor in the open', async () => {
    const named = await machine.serve((_, response) => json(response, packument({ '1.2.3': 90 })));
    const lookup = lookupOf('npx', `--registry=${named.url}/`, '-y', 'some-mcp');
    await expect(newest(lookup, false)).rejects.toThrow(/folder that you trust/);
    expect(named.seen).toEqual([]);
    for (const url of ['http://npm.acme.dev/', '${REGISTRY}', 'file:///tmp/x']) {
      const other = lookupOf('npx', `--registry=${url}`, '-y', 'some-mcp');
      await expect(newest(other)).rejects.toThrow(/no https address/);
    }
  });

  test('stands alone for uvx as an index, and beside the others as an extra one', async () => {
    const page = (version: string) => ({
      files: [{ filename: `only_mcp-${version}.tar.gz`, 'upload-time': '2026-01-01T00:00:00Z' }],
    });
    const usual = await machine.serve((_, response) =>
      json(response, page('2.0'), 'application/vnd.pypi.simple.v1+json'),
    );
    const named = await machine.serve((request, response) =>
      request.url?.includes('only-mcp')
        ? json(response, page('1.0'), 'application/vnd.pypi.simple.v1+json')
        : void response.writeHead(404).end(),
    );
    vi.stubEnv('UV_DEFAULT_INDEX', `${usual.url}/simple`);
    const index = `${named.url}/simple`;
    expect((await newest(lookupOf('uvx', '--default-index', index, 'only-mcp'))).version).toBe(
      '1.0',
    );
    await expect(newest(lookupOf('uvx', '--default-index', index, 'other-mcp'))).rejects.toThrow(
      /Nobody/,
    );
    expect(usual.seen).toEqual([]);
    expect((await newest(lookupOf('uvx', '--extra-index-url', index, 'third-mcp'))).version).toBe(
      '2.0',
    );
  });

  test('makes what is installed from elsewhere another package', async () => {
    machine.write('work/node_modules/some-mcp/package.json', {
      name: 'some-mcp',
      version: '3.0.0',
    });
    const context = { configPath: machine.configPath, workspaceFolders: [machine.workspace] };
    expect(await installedVersion(lookupOf('npx', '-y', 'some-mcp'), context)).toMatchObject({
      version: '3.0.0',
    });
    const named = lookupOf('npx', '--registry=https://npm.acme.dev/', '-y', 'some-mcp');
    expect(await installedVersion(named, context)).toBeUndefined();
  });
});

test('each launcher starts the copies that are its own', async () => {
  machine.write('work/node_modules/some-mcp/package.json', { name: 'some-mcp', version: '3.0.0' });
  const context = { configPath: machine.configPath, workspaceFolders: [machine.workspace] };
  const installed = (command: string, ...args: string[]) =>
    installedVersion(lookupOf(command, ...args), context);
  expect(await installed('npx', '-y', 'some-mcp')).toMatchObject({ source: 'node_modules' });
  expect(await installed('bunx', 'some-mcp')).toMatchObject({ source: 'node_modules' });
  expect(await installed('pnpm', 'dlx', 'some-mcp')).toBeUndefined();
  expect(await installed('yarn', 'dlx', 'some-mcp')).toBeUndefined();
});
