import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { newestVersion } from '../../../server/registry/main.ts';
import { daysAgo, Machine } from './machine.ts';

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
  for (const name of ['GOPROXY', 'GOPRIVATE', 'GONOPROXY', 'GOENV']) vi.stubEnv(name, undefined);
});
afterEach(() => machine.close());

/** A module proxy: https://go.dev/ref/mod#goproxy-protocol */
async function proxy(modules: Readonly<Record<string, Readonly<Record<string, number>>>>) {
  const served = await machine.serve((request, response) => {
    const [, module = '', file = ''] = /^\/(.+?)\/(@latest|@v\/.+)$/.exec(request.url ?? '') ?? [];
    const versions = modules[module];
    const stable = Object.keys(versions ?? {}).filter((it) => it.startsWith('v'));
    const name = file === '@latest' ? stable.at(-1) : /^@v\/(.+)\.info$/.exec(file)?.[1];
    if (!versions) response.writeHead(410).end('not found');
    else if (file === '@v/list') response.end(`${stable.join('\n')}\n`);
    else if (name !== undefined && name in versions)
      response.end(
        JSON.stringify({
          Version: name.startsWith('v') ? name : `v0.0.0-20260101000000-${'c0ffee'.repeat(2)}`,
          Time: daysAgo(versions[name] ?? 0),
        }),
      );
    else response.writeHead(404).end('unknown revision');
  });
  vi.stubEnv('GOPROXY', `${served.url},direct`);
  return served;
}

const newest = (name: string, spec = 'latest', days = 3) =>
  newestVersion({ ecosystem: 'go', name, spec }, machine.context({ minimumReleaseAgeDays: days }));

describe('a package of Go', () => {
  test('has the newest version of its module that is old enough', async () => {
    const { seen, url } = await proxy({
      'github.com/!acme/mcp': { 'v1.2.0': 90, 'v1.10.0': 40, 'v1.11.0': 1, main: 9 },
    });
    const name = 'github.com/Acme/mcp/cmd/server';
    expect(await newest(name)).toMatchObject({
      version: 'v1.10.0',
      source: `the Go proxy ${new URL(url).host}`,
      installed: false,
    });
    expect((await newest(name, 'v1.2')).version).toBe('v1.2.0');
    expect((await newest(name, '', 0)).version).toBe('v1.11.0');
    expect((await newest(name, 'main')).version).toMatch(/^v0\.0\.0-/);
    // From the package's path upwards, and never above a repository.
    expect(seen[0]?.url).toBe('/github.com/!acme/mcp/cmd/server/@latest');
    expect(seen.map((it) => it.url)).not.toContain('/github.com/!acme/@latest');
  });

  test('that no proxy knows is said', async () => {
    await proxy({});
    await expect(newest('github.com/acme/nothing')).rejects.toThrow(/knows no module/);
  });

  test.each([
    ['GOPRIVATE', 'github.com/acme,*.corp.example.com'],
    ['GONOPROXY', 'github.com/a*'],
  ])('that %s keeps private is asked of nobody', async (name, value) => {
    const { seen } = await proxy({ 'github.com/acme/secret': { 'v1.0.0': 9 } });
    vi.stubEnv(name, value);
    await expect(newest('github.com/acme/secret')).rejects.toThrow(
      /keeps .* away from every proxy/,
    );
    expect(seen).toEqual([]);
  });

  test.each(['off', 'direct'])('is asked of nobody where GOPROXY is %s', async (value) => {
    vi.stubEnv('GOPROXY', value);
    await expect(newest('github.com/acme/mcp')).rejects.toThrow(/names no proxy/);
  });

  test('is asked of the proxy that `go env -w` has written down', async () => {
    const { url, seen } = await proxy({ 'example.com/mcp': { 'v0.3.0': 9 } });
    vi.stubEnv('GOPROXY', undefined);
    vi.stubEnv('GOENV', machine.write('goenv', `GOFLAGS=\nGOPROXY=${url}\n`));
    expect((await newest('example.com/mcp')).version).toBe('v0.3.0');
    expect(seen.length).toBeGreaterThan(0);
  });

  test('with a path that is none is not asked for', async () => {
    await expect(newest('../../etc')).rejects.toThrow(/not the path of a Go package/);
  });
});
