import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newestVersion } from '../../../server/registry/main.ts';
import { compareVersions, fits } from '../../../server/registry/nuget/version.ts';
import { fake } from '../../fake.ts';
import { daysAgo, json, Machine } from './machine.ts';

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
});
afterEach(() => machine.close());

interface Published {
  readonly version: string;
  readonly age: number;
  readonly listed?: boolean;
  readonly deprecation?: object;
}

/** A feed of version 3 of the protocol, with all leaves in its index or in pages of their own. */
async function feed(packages: Readonly<Record<string, readonly Published[]>>, paged = false) {
  const leaf = ({ version, age, ...more }: Published) => ({
    catalogEntry: { version, published: daysAgo(age), listed: true, ...more },
  });
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const base = `http://${request.headers.host}`;
    const url = request.url ?? '';
    if (url === '/v3/index.json') {
      const types = ['SearchQueryService', 'RegistrationsBaseUrl/3.6.0'];
      json(response, {
        version: '3.0.0',
        resources: types.map((type) => ({ '@id': `${base}/reg/`, '@type': type })),
      });
      return;
    }
    const [, name = '', page] = /^\/reg\/([^/]+)\/(?:index|page-(\d))\.json$/.exec(url) ?? [];
    const all = packages[name];
    if (!all) response.writeHead(404).end();
    else if (page !== undefined)
      json(response, { '@id': url, items: [leaf(all[Number(page)] as Published)] });
    else if (paged)
      json(response, {
        items: all.map((_, index) => ({ '@id': `${base}/reg/${name}/page-${index}.json` })),
      });
    else json(response, { items: [{ '@id': 'x', items: all.map(leaf) }] });
  };
  const { url, seen } = await machine.serve(answer);
  const source = `${url}/v3/index.json`;
  machine.write('.nuget/NuGet/NuGet.Config', settings(source));
  return { source, seen };
}

function settings(source: string, more = ''): string {
  return `<?xml version="1.0"?><configuration><packageSources><clear />
    <add key="Our Feed" value="${source}" protocolVersion="3" /></packageSources>${more}</configuration>`;
}

const newest = (name: string, spec = '', days = 3) =>
  newestVersion(
    { ecosystem: 'nuget', name, spec },
    machine.context({ minimumReleaseAgeDays: days }),
  );

describe('a package of NuGet', () => {
  test.each([false, true])(
    'is the newest that is old enough, listed and stable (pages apart: %s)',
    async (paged) => {
      const name = `acme.mcp${paged ? '.paged' : ''}`;
      await feed(
        {
          [name]: [
            { version: '1.9.0', age: 90 },
            { version: '1.10.0', age: 60 },
            { version: '1.11.0', age: 50, deprecation: { reasons: ['Legacy'] } },
            { version: '1.12.0', age: 40, listed: false },
            { version: '2.0.0-beta.1', age: 30 },
            { version: '1.13.0', age: 1 },
          ],
        },
        paged,
      );
      // Names are the same in capitals and small letters.
      expect(await newest(name.toUpperCase())).toMatchObject({
        version: '1.10.0',
        installed: false,
      });
      expect((await newest(name, '', 0)).version).toBe('1.13.0');
      expect((await newest(name, '1.9.*')).version).toBe('1.9.0');
      expect((await newest(name, '[1.0,1.10.0)')).version).toBe('1.9.0');
    },
  );

  test('that nobody has published could be registered by anyone', async () => {
    await feed({});
    await expect(newest('no-such-package')).rejects.toThrow(/anyone could register that name/);
  });

  test('is asked for with the login of its source, which goes nowhere else', async () => {
    const { source, seen } = await feed({ 'acme.closed': [{ version: '1.0.0', age: 9 }] });
    const password = fake.password();
    const escaped = password
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('"', '&quot;');
    const logins = `<packageSourceCredentials><Our_x0020_Feed><add key="Username" value="ada" />
      <add key="ClearTextPassword" value="${escaped}" /></Our_x0020_Feed></packageSourceCredentials>`;
    machine.write('.nuget/NuGet/NuGet.Config', settings(source, logins));
    await newest('acme.closed');
    const expected = `Basic ${Buffer.from(`ada:${password}`).toString('base64')}`;
    expect(new Set(seen.map(({ headers }) => headers.authorization))).toEqual(new Set([expected]));
  });

  test('is not asked of a feed that the folder names before the folder is trusted', async () => {
    const { source } = await feed({ 'acme.mine': [{ version: '1.0.0', age: 9 }] });
    const other = await machine.serve((_, response) => void response.writeHead(404).end());
    machine.write('work/nuget.config', settings(`${other.url}/v3/index.json`));
    const lookup = { ecosystem: 'nuget', name: 'acme.mine', spec: '' } as const;
    await newestVersion(lookup, machine.context({ trusted: false }));
    expect(other.seen).toHaveLength(0);
    await expect(newestVersion(lookup, machine.context({ trusted: true }))).rejects.toThrow();
    expect(other.seen.length).toBeGreaterThan(0);
    expect(source).toContain('/v3/index.json');
  });

  test('is not asked of a feed in the open, of another machine', async () => {
    machine.write('.nuget/NuGet/NuGet.Config', settings('http://feed.example.com/v3/index.json'));
    await expect(newest('acme.mcp')).rejects.toThrow(/name no feed that can be asked/);
  });

  test('whose feed answers with something else is said in words', async () => {
    const { url } = await machine.serve((_, response) => json(response, { resources: 'none' }));
    machine.write('.nuget/NuGet/NuGet.Config', settings(`${url}/v3/index.json`));
    await expect(newest('acme.mcp')).rejects.toThrow(/was not understood/);
  });
});

test('versions have up to four numbers', () => {
  const sorted = ['1.0-alpha', '1.0-alpha.2', '1.0', '1.0.0.1', '1.0.1', '1.10', '2.0'];
  expect([...sorted].reverse().sort(compareVersions)).toEqual(sorted);
});

test.each([
  ['1.2.3', '', true],
  ['1.2.3', '1.2.*', true],
  ['1.20.3', '1.2.*', false],
  ['1.2.3', '[1.2.3]', true],
  ['1.2.4', '[1.2.3]', false],
  ['1.2.3', '[1.0,2.0)', true],
  ['2.0.0', '[1.0,2.0)', false],
  ['1.0.0', '(1.0,)', false],
  ['0.9', '1.0', false],
])('%s fits %s: %s', (version, spec, expected) => expect(fits(version, spec)).toBe(expected));
