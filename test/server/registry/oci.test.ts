import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { newestVersion } from '../../../server/registry/main.ts';

/** A registry that speaks the distribution specification, as far as a manifest needs it. */
let server: Server | undefined;

afterEach(
  () => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())),
);

type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => void;

async function serve(handler: Handler): Promise<string> {
  const listening = createServer((request, response) =>
    handler(request, response, new URL(request.url ?? '/', 'http://127.0.0.1')),
  );
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `127.0.0.1:${address.port}`;
}

function ask(name: string, spec = '') {
  const signal = new AbortController().signal;
  const context = {
    configPath: '',
    minimumReleaseAgeDays: 3,
    trusted: true,
    now: Date.now(),
    signal,
  };
  return newestVersion({ ecosystem: 'oci', name, spec }, context);
}

const INDEX = JSON.stringify({ schemaVersion: 2, manifests: [] });
const DIGEST = `sha256:${createHash('sha256').update(INDEX).digest('hex')}`;

test('a tag becomes the digest of its index, with a token for nobody', async () => {
  const seen: string[] = [];
  const host = await serve((request, response, url) => {
    seen.push(url.pathname);
    if (url.pathname === '/token') {
      expect(url.searchParams.get('scope')).toBe('repository:acme/mcp:pull');
      response.end(JSON.stringify({ token: 'for-nobody' }));
    } else if (request.headers.authorization !== 'Bearer for-nobody') {
      const realm = `http://${request.headers.host}/token`;
      response.setHeader(
        'www-authenticate',
        `Bearer realm="${realm}",service="r",scope="repository:acme/mcp:pull"`,
      );
      response.writeHead(401).end();
    } else {
      expect(request.headers.accept).toContain('application/vnd.oci.image.index.v1+json');
      response.setHeader('docker-content-digest', DIGEST);
      response.end(INDEX);
    }
  });
  const answer = await ask(`${host}/acme/mcp`, '1.2.3');
  expect(answer).toMatchObject({ version: DIGEST, source: host, installed: false });
  expect(seen).toEqual(['/v2/acme/mcp/manifests/1.2.3', '/token', '/v2/acme/mcp/manifests/1.2.3']);
});

test('no tag means latest', async () => {
  const host = await serve((_, response, url) => {
    expect(url.pathname).toBe('/v2/acme/mcp/manifests/latest');
    response.end(INDEX);
  });
  expect((await ask(`${host}/acme/mcp`)).version).toBe(DIGEST);
});

test.each([
  [404, 'has no image'],
  [403, 'asks for a login'],
  [429, 'rate-limiting'],
  [500, 'a problem of its own'],
])('a status of %i is said in words', async (status, words) => {
  const host = await serve((_, response) => void response.writeHead(status).end());
  await expect(ask(`${host}/acme/mcp`)).rejects.toThrow(words);
});

test('a registry that names another digest than its content has is not believed', async () => {
  const host = await serve((_, response) => {
    response.setHeader('docker-content-digest', `sha256:${'0'.repeat(64)}`);
    response.end(INDEX);
  });
  await expect(ask(`${host}/acme/mcp`)).rejects.toThrow('does not match its own digest');
});

test('a token is not fetched over plain http from another machine', async () => {
  const host = await serve((_, response) => {
    response.setHeader(
      'www-authenticate',
      'Bearer realm="http://registry.example.com/token",service="r"',
    );
    response.writeHead(401).end();
  });
  await expect(ask(`${host}/acme/mcp`)).rejects.toThrow('asks for a login');
});

test('a registry that is not there is said in words', async () => {
  await expect(ask('127.0.0.1:1/acme/mcp')).rejects.toThrow('could not be reached');
  await expect(ask('not an image')).rejects.toThrow('is not the name of an image');
});
