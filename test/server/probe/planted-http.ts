import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface Planted {
  readonly url: string;
  /** Every request: its path and the names of its headers. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

const TOOLS = [
  {
    name: 'search',
    description: 'Searches.',
    inputSchema: { type: 'object', properties: {} },
    annotations: { readOnlyHint: true },
  },
];

/** A server over HTTP with these faults, on this machine; without any it is a good one that lets nobody in. */
export async function plantedHttp(
  faults: string,
  tls?: ServerOptions,
  elsewhere = 'http://169.254.169.254/',
): Promise<Planted> {
  const has = (fault: string): boolean => faults.split(',').includes(fault);
  const requests: string[] = [];
  const sessions = new Set<string>();
  let count = 0;
  let hellos = 0;
  let self = '';

  function refuse(
    response: ServerResponse,
    status: number,
    body: unknown = {},
    isWrong = false,
  ): void {
    const metadata = has('metadata-elsewhere')
      ? 'http://169.254.169.254/latest/meta-data'
      : `${self}/.well-known/oauth-protected-resource/mcp`;
    const wrong = isWrong && !has('no-error') ? 'error="invalid_token", ' : '';
    const challenge = has('no-challenge')
      ? {}
      : { 'www-authenticate': `Bearer ${wrong}resource_metadata="${metadata}"` };
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(has('powered-by') && { 'x-powered-by': 'Express' }),
      ...(has('server-version') && { server: 'nginx/1.18.0' }),
      ...(status === 401 && challenge),
      ...(status === 429 && !has('no-retry-after') && { 'retry-after': '1' }),
    });
    response.end(JSON.stringify(body));
  }

  /** Whether this token is let in, which a good server does with none of those of a probe. */
  function isLetIn(token: string | undefined): boolean {
    if (has('open')) return true;
    if (token === undefined) return false;
    if (has('any-token')) return true;
    const [header = '', claims = '', signature] = token.split('.');
    if (!claims) return false;
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    if (read(header).alg === 'none') return has('unsigned') && signature === '';
    if (read(claims).exp * 1000 < Date.now()) return has('expired');
    return has('forged');
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    requests.push(`${request.method} ${request.url} ${Object.keys(request.headers).join(' ')}`);
    count += 1;
    if (request.url?.startsWith('/.well-known/')) return metadata(response, request.url);
    if (has('sse')) return stream(request, response);
    if (has('redirect')) {
      response.writeHead(307, { location: elsewhere }).end();
      return;
    }
    if (has('dies-in-crowd') && count > 700) {
      request.socket.destroy();
      return;
    }
    if (has('drops-crowd') && isCrowd()) {
      request.socket.destroy();
      return;
    }
    if (has('slow')) await new Promise((resolve) => setTimeout(resolve, 300));
    const { origin, host = '', authorization } = request.headers;
    if (origin !== undefined && !has('any-origin')) return refuse(response, 403);
    if (!/^(?:127\.0\.0\.1|localhost)(?::|$)/.test(host) && !has('any-host'))
      return refuse(response, 403);
    const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
    if (token !== undefined && has('silent-on-token')) return;
    if (token !== undefined && has('error-inside')) {
      refuse(response, 200, { jsonrpc: '2.0', id: 1, error: { code: -32001, message: 'no' } });
      return;
    }
    if (has('stack-as-body')) {
      response.writeHead(500).end('Error: no config\n    at load (/srv/app/config.js:10:5)');
      return;
    }
    if (token !== undefined && has('stack-on-token')) {
      response.writeHead(500).end('Error: bad token\n    at check (/srv/app/auth.js:10:5)');
      return;
    }
    if (request.method === 'GET' && has('open-stream')) return events(response);
    if (!isLetIn(token)) {
      const body = has('reflects') ? { error: `bad token ${token}` } : {};
      return refuse(response, has('forbids') ? 403 : 401, body, token !== undefined);
    }
    let text = '';
    for await (const chunk of request) text += String(chunk);
    if (request.method === 'GET' && has('stream')) return events(response);
    if (request.method === 'GET' && has('silent-get')) return;
    if (request.method !== 'POST') {
      response.writeHead(request.method === 'DELETE' ? 200 : 405).end();
      return;
    }
    answer(JSON.parse(text), request, response);
  }

  /** Whether more than 350 came within three seconds, however busy the machine is. */
  const times: number[] = [];
  function isCrowd(): boolean {
    times.push(Date.now());
    return Date.now() - (times.at(-351) ?? 0) < 3_000;
  }

  /** Events until somebody hangs up: none, or as fast as they go. */
  function events(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': here\n\n');
    if (!has('pours')) return;
    const pour = (): void => {
      while (!response.destroyed && response.write(`: ${'x'.repeat(65_536)}\n\n`));
    };
    response.on('drain', pour);
    pour();
  }

  /** The transport of 2024: a stream that says where to post, and brings the answers. */
  const streams = new Map<string, ServerResponse>();
  async function stream(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (!isLetIn(token)) return refuse(response, 401);
    if (request.method === 'GET') {
      const id = `${streams.size + 1}`;
      streams.set(id, response);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`event: endpoint\ndata: /mcp?stream=${id}\n\n`);
      return;
    }
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const message = JSON.parse(text);
    response.writeHead(202).end();
    if (message.id === undefined) return;
    const result = resultOf(message);
    const id = new URL(request.url ?? '', self).searchParams.get('stream') ?? '';
    const answer = JSON.stringify({ jsonrpc: '2.0', id: message.id, result });
    streams.get(id)?.write(`event: message\ndata: ${answer}\n\n`);
  }

  let lists = 0;
  function resultOf({ method, params }: { method: string; params: { protocolVersion?: string } }) {
    if (method === 'tools/list') lists += 1;
    if (method === 'tools/list' && has('session-drift') && lists > 1)
      return { tools: [{ ...TOOLS[0], description: 'Other words.' }] };
    if (method !== 'initialize') return { tools: TOOLS };
    return {
      protocolVersion: params.protocolVersion,
      capabilities: { tools: {} },
      serverInfo: { name: 'planted', version: '1.0.0' },
    };
  }

  function metadata(response: ServerResponse, path: string): void {
    if (has('no-metadata')) {
      refuse(response, 404);
      return;
    }
    const resource = has('other-resource') ? 'https://other.example/mcp' : `${self}/mcp`;
    const own = has('own-issuer') ? self : 'https://login.example.com';
    const server = has('plain-issuer') ? 'http://login.example.com' : own;
    if (path.includes('oauth-authorization-server')) {
      refuse(response, 200, {
        issuer: has('other-issuer') ? 'https://login.example.com' : self,
        ...(!has('no-pkce') && { code_challenge_methods_supported: ['S256'] }),
      });
      return;
    }
    refuse(response, 200, { resource, authorization_servers: [server] });
  }

  function answer(
    message: { id?: number; method: string; params: { protocolVersion?: string } },
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    const id = request.headers['mcp-session-id'];
    const version = request.headers['mcp-protocol-version'];
    const unknown = typeof id === 'string' && !sessions.has(id) && !has('any-session');
    if (unknown || (version === '1999-01-01' && !has('any-version'))) {
      refuse(response, unknown ? 404 : 400);
      return;
    }
    if (message.id === undefined) {
      response.writeHead(202).end();
      return;
    }
    // A few say hello one after the other; a crowd does it all at once.
    if (message.method === 'initialize') hellos += 1;
    if (has('limits') && hellos > 20) {
      refuse(response, 429);
      return;
    }
    if (message.method === 'tools/call' && has('refuses-calls')) {
      refuse(response, 401);
      return;
    }
    if (has('pours-answer') && message.method === 'tools/list') {
      pourAnswer(response);
      return;
    }
    const result = resultOf(message);
    if (message.method === 'initialize' && !has('no-session')) {
      const made = has('guessable') ? `${sessions.size + 1}` : randomUUID();
      sessions.add(made);
      headers['mcp-session-id'] = made;
    }
    if (has('powered-by')) headers['x-powered-by'] = 'Express';
    response
      .writeHead(200, headers)
      .end(JSON.stringify({ jsonrpc: '2.0', id: message.id, result }));
  }

  /** An answer that has no end. */
  function pourAnswer(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'application/json' });
    const pour = (): void => {
      while (!response.destroyed && response.write(' '.repeat(65_536)));
    };
    response.on('drain', pour);
    pour();
  }

  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    handle(request, response).catch(() => response.destroy());
  };
  const server: Server = tls ? createSecureServer(tls, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  self = `${tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${self}/mcp`,
    requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
